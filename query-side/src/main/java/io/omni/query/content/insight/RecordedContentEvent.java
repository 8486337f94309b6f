package io.omni.query.content.insight;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of the content pipeline.
 *
 * @param eventId names it
 * @param type its wire name, for example {@code content.clip.judged}
 * @param occurredAt when it happened
 * @param actor who caused it; null when the event doesn't say
 * @param traceId the trace it belongs to, as W3C Trace Context has it; null when the event doesn't say
 * @param event what happened
 */
public record RecordedContentEvent(
        String eventId,
        String type,
        Instant occurredAt,
        @Nullable String actor,
        @Nullable String traceId,
        Object event) {}
