package io.omni.query.pipeline;

import io.omni.events.pipeline.PipelineEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a pipeline's history.
 *
 * @param eventId names it
 * @param sequence its place in the pipeline's history, from 0; the pipeline's version after it is one more
 * @param type its wire name, for example {@code pipeline.stage.completed}
 * @param revision the revision of its shape
 * @param occurredAt when it happened
 * @param actor who caused it; null when the event doesn't say
 * @param traceId the trace it belongs to, as W3C Trace Context has it; null when the event doesn't say
 * @param event what happened
 */
public record RecordedEvent(
        String eventId,
        long sequence,
        String type,
        int revision,
        Instant occurredAt,
        @Nullable String actor,
        @Nullable String traceId,
        PipelineEvent event) {}
