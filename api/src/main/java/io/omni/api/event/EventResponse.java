package io.omni.api.event;

import io.omni.query.event.LoggedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * One event, in lists and on the stream.
 *
 * @param eventId names it, {@code evt_…}
 * @param sequence its place among all events; ascending, with gaps
 * @param type for example {@code pipeline.stage.completed}
 * @param subject the id of what it happened to
 * @param service the service it concerns; null when it concerns none
 * @param occurredAt when it happened, UTC
 * @param actor who caused it; null when that isn't recorded
 * @param traceId the W3C trace it belongs to; null when that isn't recorded
 * @param data what happened
 */
record EventResponse(
        String eventId,
        long sequence,
        String type,
        String subject,
        @Nullable String service,
        Instant occurredAt,
        @Nullable String actor,
        @Nullable String traceId,
        RawValue data) {

    static EventResponse of(LoggedEvent e) {
        return new EventResponse(
                e.eventId(),
                e.sequence(),
                e.type(),
                e.subject(),
                e.service(),
                e.occurredAt(),
                e.actor(),
                e.traceId(),
                new RawValue(e.data()));
    }
}
