package io.omni.query.pipeline;

import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageFailed;
import io.omni.query.Cursor;
import io.omni.query.stardust.StardustQueries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers questions about pipelines. As it stands comes from the read model, and from the event store while the read model has not
 * caught up with a new pipeline; as it stood, why and what happened always come from the event store.
 */
@Service
public class PipelineQueries {
    private static final String LIST = "pipelines";
    private static final int KEY_PARTS = 2;
    private static final String AFTER_EVERY_ID = "~";

    private final CurrentDetails current;
    private final CurrentPages pages;
    private final PipelineRows rows;
    private final ArtifactRows artifacts;
    private final PipelineLogs logs;
    private final PipelineHistory history;
    private final StardustQueries ledger;
    private final JsonMapper mapper;

    PipelineQueries(
            CurrentDetails current,
            CurrentPages pages,
            PipelineRows rows,
            ArtifactRows artifacts,
            PipelineLogs logs,
            PipelineHistory history,
            StardustQueries ledger,
            @Qualifier("eventMapper") JsonMapper mapper) {
        this.current = current;
        this.pages = pages;
        this.rows = rows;
        this.artifacts = artifacts;
        this.logs = logs;
        this.history = history;
        this.ledger = ledger;
        this.mapper = mapper;
    }

    /** A pipeline as it stands, with its stages' last 100 log lines. */
    public Optional<PipelineDetail> find(PipelineId id) {
        return current.read(id)
                .or(() -> latest(id).map(state -> new PipelineDetail(state, logs.tails(state, PipelineLogs.NO_LIMIT))));
    }

    /** A pipeline as it stands, without log lines; an accepted id is never missing here. */
    public Optional<PipelineState> state(PipelineId id) {
        return rows.row(id.value())
                .map(row -> mapper.readValue(row.state(), PipelineState.class))
                .or(() -> latest(id));
    }

    /** A pipeline as the event store has it at this moment, also right after a write; empty when there is no such pipeline. */
    public Optional<PipelineState> latest(PipelineId id) {
        return Optional.ofNullable(PipelineHistory.fold(history.of(id)));
    }

    /** Where a pipeline stands at this moment, and since when, from the event store; empty when there is no such pipeline. */
    public Optional<PipelineStanding> standing(PipelineId id) {
        return Optional.ofNullable(PipelineStanding.of(history.of(id)));
    }

    /** A pipeline as it stood at a point in time: what {@link #find} answered then. Empty before its first event. */
    public Optional<PipelineDetail> asOf(PipelineId id, Instant at) {
        List<RecordedEvent> before = history.of(id).stream()
                .takeWhile(e -> !e.occurredAt().isAfter(at))
                .toList();
        return detail(before, at);
    }

    /**
     * A pipeline as it stood after its first {@code version} events, until the next one. Empty when it has fewer.
     *
     * @param version from 1
     */
    public Optional<PipelineDetail> atVersion(PipelineId id, long version) {
        List<RecordedEvent> events = history.of(id);
        if (version < 1 || version > events.size()) {
            return Optional.empty();
        }
        int count = Math.toIntExact(version);
        // PostgreSQL keeps microseconds, so this is the last moment before the next event.
        Instant end = count == events.size()
                ? PipelineLogs.NO_LIMIT
                : events.get(count).occurredAt().minusNanos(1000);
        return detail(events.subList(0, count), end);
    }

    /** How far the read model has come: what {@link #list} says follows from that. */
    public PipelineMark mark() {
        return pages.mark();
    }

    /**
     * A page of pipelines, newest first.
     *
     * @param status only those with this status; null for all
     * @param since only those accepted at this time or later; null for all
     * @param limit how many at most
     * @param cursor where the page before ended; null for the first page
     * @throws io.omni.query.BadCursor when it is no cursor of this list
     */
    public PipelinePage list(
            @Nullable PipelineStatus status, @Nullable Instant since, int limit, @Nullable String cursor) {
        Cursor after = cursor == null ? null : Cursor.read(LIST, KEY_PARTS, cursor);
        Instant at = after == null ? PipelineLogs.NO_LIMIT : after.instant(0);
        String id = after == null ? AFTER_EVERY_ID : after.text(1);
        Instant from = since == null ? Instant.EPOCH : since;
        List<CurrentPages.Listed> found =
                pages.keys(status == null ? null : status.wireName(), from, at, id, limit + 1);
        List<CurrentPages.Listed> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? Cursor.write(
                        LIST, page.getLast().createdAt(), page.getLast().key().pipelineId())
                : null;
        return new PipelinePage(pages.shown(page), next);
    }

    /**
     * How many pipelines a list has in all.
     *
     * @param status only those with this status; null for all
     * @param since only those accepted at this time or later; null for all
     */
    public long count(@Nullable PipelineStatus status, @Nullable Instant since) {
        return pages.count(status == null ? null : status.wireName(), since == null ? Instant.EPOCH : since);
    }

    /** Every event of a pipeline, in order; empty when there is no such pipeline. */
    public List<RecordedEvent> history(PipelineId id) {
        return history.of(id);
    }

    /**
     * A page of a pipeline's log lines, in the order they were logged.
     *
     * @param stage only this one's; null for all
     * @param cursor where the page before ended; null for the first page
     * @param limit how many at most
     * @param upTo only lines logged up to this time; null for all
     * @throws io.omni.query.BadCursor when it is no cursor of this list
     */
    public LogPage logs(
            PipelineId id, @Nullable Stage stage, @Nullable String cursor, int limit, @Nullable Instant upTo) {
        return logs.page(id, stage, cursor, limit, upTo);
    }

    /**
     * How many log lines a pipeline has in all.
     *
     * @param stage only this one's; null for all
     * @param upTo only lines logged up to this time; null for all
     */
    public long countLogs(PipelineId id, @Nullable Stage stage, @Nullable Instant upTo) {
        return logs.count(id, stage, upTo);
    }

    /**
     * An artifact of a pipeline, also of an iteration that has been superseded.
     *
     * @return empty when the pipeline has no such artifact, or its bytes are gone
     */
    public Optional<ArtifactContent> artifact(PipelineId id, String artifactId) {
        return reference(id, artifactId)
                .flatMap(reference ->
                        artifacts.row(reference.sha256()).map(row -> new ArtifactContent(reference, row.content())));
    }

    /** Why a pipeline is as it is; empty when there is no such pipeline. */
    public Optional<Explanation> explain(PipelineId id) {
        List<RecordedEvent> events = history.of(id);
        PipelineState state = PipelineHistory.fold(events);
        if (state == null) {
            return Optional.empty();
        }
        Explanation explanation = Explanation.of(state, events);
        return Optional.of(explanation.citing(ledger.ofEvents(
                explanation.decisions().stream().map(Decision::eventId).toList())));
    }

    private Optional<PipelineDetail> detail(List<RecordedEvent> events, Instant upTo) {
        PipelineState state = PipelineHistory.fold(events);
        return state == null ? Optional.empty() : Optional.of(new PipelineDetail(state, logs.tails(state, upTo)));
    }

    private Optional<ArtifactRef> reference(PipelineId id, String artifactId) {
        Stream<ArtifactRef> current =
                rows.row(id.value()).map(row -> mapper.readValue(row.state(), PipelineState.class)).stream()
                        .flatMap(state -> state.stages().values().stream())
                        .flatMap(stage -> stage.artifacts().stream());
        return named(current, artifactId).or(() -> named(everMade(id), artifactId));
    }

    private Stream<ArtifactRef> everMade(PipelineId id) {
        return history.of(id).stream().map(RecordedEvent::event).flatMap(event -> switch (event) {
            case StageCompleted e -> e.artifacts().stream();
            case StageFailed e -> e.artifacts().stream();
            default -> Stream.empty();
        });
    }

    private static Optional<ArtifactRef> named(Stream<ArtifactRef> references, String artifactId) {
        return references.filter(a -> a.artifactId().equals(artifactId)).findFirst();
    }
}
