package io.omni.query.content.insight;

import io.omni.events.content.ClipId;
import io.omni.events.content.ClipJudged;
import io.omni.events.content.ClipWorded;
import io.omni.events.content.JobFailed;
import io.omni.events.content.JobWaitsToRetry;
import io.omni.query.stardust.PacketRef;
import io.omni.query.stardust.StardustQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Answers why clips are as they are, from the events alone; each step cites the ledger's packet of its event. */
@Service
public class InsightQueries {
    private static final String TRACE = "trace_";

    private final ContentHistory histories;
    private final StardustQueries ledger;

    InsightQueries(ContentHistory histories, StardustQueries ledger) {
        this.histories = histories;
        this.ledger = ledger;
    }

    /** Why a clip is as it is; empty when there is no such clip, or the modules haven't judged it. */
    public Optional<ClipInsight> insight(ClipId id) {
        List<RecordedContentEvent> clip = histories.of(id.value());
        return last(clip, ClipJudged.class).map(judged -> insight(id, clip, judged));
    }

    private ClipInsight insight(ClipId id, List<RecordedContentEvent> clip, RecordedContentEvent judged) {
        ClipTrail trail = new ClipTrail(clip, histories::of);
        List<FailureDecision> failures = failures(trail.jobs());
        ClipLineage lineage = trail.lineage();
        Map<String, PacketRef> packets = ledger.ofEvents(eventIds(clip, failures, lineage));
        ClipWorded worded = last(clip, ClipWorded.class)
                .map(recorded -> (ClipWorded) recorded.event())
                .orElse(null);
        return new ClipInsight(
                id,
                trace(id, judged.traceId()),
                ((ClipJudged) judged.event()).judgement(),
                worded == null ? null : worded.chorus(),
                worded == null ? null : worded.zenith(),
                failures.stream()
                        .map(failure -> failure.citing(packets.get(failure.eventId())))
                        .toList(),
                lineage.citing(packets),
                clip,
                packets);
    }

    private static List<FailureDecision> failures(List<RecordedContentEvent> jobs) {
        List<FailureDecision> failures = new ArrayList<>();
        for (RecordedContentEvent recorded : jobs) {
            if (recorded.event() instanceof JobWaitsToRetry waits) {
                failures.add(new FailureDecision(
                        waits.jobId(),
                        recorded.occurredAt(),
                        waits.problem(),
                        waits.eclipse(),
                        recorded.eventId(),
                        null));
            } else if (recorded.event() instanceof JobFailed failed && failed.eclipse() != null) {
                failures.add(new FailureDecision(
                        failed.jobId(),
                        recorded.occurredAt(),
                        failed.problem(),
                        failed.eclipse(),
                        recorded.eventId(),
                        null));
            }
        }
        return failures;
    }

    private static List<String> eventIds(
            List<RecordedContentEvent> clip, List<FailureDecision> failures, ClipLineage lineage) {
        return Stream.of(
                        clip.stream().map(RecordedContentEvent::eventId),
                        failures.stream().map(FailureDecision::eventId),
                        lineage.nodes().stream()
                                .flatMap(node -> node.steps().stream())
                                .map(ClipLineage.Step::eventId))
                .flatMap(ids -> ids)
                .distinct()
                .toList();
    }

    private static Optional<RecordedContentEvent> last(List<RecordedContentEvent> history, Class<?> type) {
        return history.stream()
                .filter(recorded -> type.isInstance(recorded.event()))
                .reduce((_, later) -> later);
    }

    private static String trace(ClipId id, @Nullable String traceId) {
        String suffix = id.value().substring(id.value().indexOf('_') + 1);
        return TRACE + (traceId == null || traceId.isBlank() ? suffix : traceId);
    }
}
