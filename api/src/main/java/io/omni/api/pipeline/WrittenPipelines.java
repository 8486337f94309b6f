package io.omni.api.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.together.MarkedAnswers;
import io.omni.api.edge.together.Together;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.query.pipeline.PipelineDetail;
import io.omni.query.pipeline.PipelineMark;
import io.omni.query.pipeline.PipelinePage;
import io.omni.query.pipeline.PipelineQueries;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes pipelines as JSON, and keeps what can't change any more.
 *
 * <p>What a list shows of a pipeline follows from its state alone, so it is written once for each state that the read side keeps, and
 * then kept with it. A page is kept as long as the read model's mark stands still. The whole answer of one pipeline also holds log lines: it is kept only of pipelines that have come to an end that nothing leads
 * back from, and that so long ago that every node has stored its log lines; and only for a minute, so that what removes a pipeline, or
 * makes the read model anew, is soon seen here too.
 */
@Component
final class WrittenPipelines {
    private static final long KEPT_BYTES = 16 << 20;
    private static final Duration KEPT_FOR = Duration.ofMinutes(1);
    /** Longer than anyone tries to store log lines. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(10);

    private final PipelineQueries queries;
    private final JsonMapper mapper;
    private final Clock clock;
    // By the state itself and not by what it says: a replay can leave the same version with other content, and then the
    // state that is read is another object.
    private final Cache<PipelineState, byte[]> items = Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(KEPT_BYTES)
            .weigher((PipelineState _, byte[] item) -> item.length)
            .build();
    private final MarkedAnswers<Wanted, PipelineMark> pages = new MarkedAnswers<>(KEPT_BYTES);
    private final Together<Wanted, PipelineMark> marks;
    private final Cache<PipelineId, Written> settled = Caffeine.newBuilder()
            .maximumWeight(2 * KEPT_BYTES)
            .weigher((PipelineId _, Written whole) -> whole.json().length)
            .expireAfterWrite(KEPT_FOR)
            .build();

    WrittenPipelines(PipelineQueries queries, @Qualifier("edgeJsonMapper") JsonMapper mapper, Clock clock) {
        this.queries = queries;
        this.mapper = mapper;
        this.clock = clock;
        this.marks = new Together<>(asking -> Collections.nCopies(asking.size(), queries.mark()));
    }

    /** A pipeline's {@link PipelineResponse} as UTF-8, and its version. */
    @SuppressWarnings("ArrayRecordComponent")
    record Written(long version, byte[] json) {}

    /** Which page of which list, see {@link PipelineQueries#list}, and whether it says how many the list has in all. */
    record Wanted(
            @Nullable PipelineStatus status,
            @Nullable Instant since,
            int limit,
            @Nullable String cursor,
            boolean counted) {}

    /** A pipeline as it stands; empty when there is no such pipeline. */
    Optional<Written> current(PipelineId id) {
        Written known = settled.getIfPresent(id);
        return known == null ? queries.find(id).map(this::keep) : Optional.of(known);
    }

    /** This, written. */
    Written of(PipelineDetail detail) {
        return new Written(detail.state().version(), mapper.writeValueAsBytes(PipelineResponse.of(detail)));
    }

    /**
     * A page as a list shows it: {@code {"pipelines": […], "next_cursor": "…" or null}}, and {@code "total": …} when it is counted.
     *
     * @throws ApiError {@code BAD_REQUEST} when there can't be such a page
     */
    byte[] page(Wanted wanted) {
        return pages.answer(
                wanted,
                marks.ask(wanted),
                () -> written(
                        QueryParameters.paged(
                                () -> queries.list(wanted.status(), wanted.since(), wanted.limit(), wanted.cursor())),
                        wanted.counted() ? queries.count(wanted.status(), wanted.since()) : null));
    }

    private byte[] written(PipelinePage page, @Nullable Long total) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(32 << 10);
        write(json, "{\"pipelines\":[");
        boolean first = true;
        for (PipelineState pipeline : page.pipelines()) {
            if (!first) {
                json.write(',');
            }
            first = false;
            json.writeBytes(item(pipeline));
        }
        write(json, "],\"next_cursor\":");
        json.writeBytes(mapper.writeValueAsBytes(page.nextCursor()));
        if (total != null) {
            write(json, ",\"total\":" + total);
        }
        json.write('}');
        return json.toByteArray();
    }

    private byte[] item(PipelineState state) {
        return items.get(state, s -> mapper.writeValueAsBytes(PipelineResponse.listed(s)));
    }

    private Written keep(PipelineDetail detail) {
        Written written = of(detail);
        PipelineState state = detail.state();
        if (isFinal(state.status()) && isSettled(state.completedAt())) {
            settled.put(state.pipelineId(), written);
        }
        return written;
    }

    /** A failed pipeline can be tried again. */
    private static boolean isFinal(PipelineStatus status) {
        return status == PipelineStatus.COMPLETED || status == PipelineStatus.CANCELLED;
    }

    private boolean isSettled(@Nullable Instant endedAt) {
        return endedAt != null && endedAt.plus(SETTLED_AFTER).isBefore(clock.instant());
    }

    private static void write(ByteArrayOutputStream json, String text) {
        json.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
