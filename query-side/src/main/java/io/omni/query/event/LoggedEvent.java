package io.omni.query.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A public event, as the event log has it.
 *
 * @param eventId names it, {@code evt_…}
 * @param sequence its place among all events; ascending, with gaps
 * @param type its wire name
 * @param subject the public id of what it happened to
 * @param service the service it concerns; null when it concerns none
 * @param occurredAt when it happened
 * @param actor who caused it; null when that isn't recorded
 * @param traceId the W3C trace it belongs to; null when that isn't recorded
 * @param data what happened, as compact JSON
 */
public record LoggedEvent(
        String eventId,
        long sequence,
        String type,
        String subject,
        @Nullable String service,
        Instant occurredAt,
        @Nullable String actor,
        @Nullable String traceId,
        String data) {}
