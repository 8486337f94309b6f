package io.omni.projection.fanout;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as the world outside the event store sees it.
 *
 * @param eventId names it, {@code evt_…}
 * @param sequence its place among all events; ascending, with gaps
 * @param type its wire name, for example {@code pipeline.stage.completed}
 * @param subject the public id of what it happened to, for example {@code pipe_…}
 * @param service the name of the service it concerns; null when it concerns none
 * @param occurredAt when it happened
 * @param actor who caused it; null when that isn't recorded
 * @param traceId the W3C trace it belongs to; null when that isn't recorded
 * @param metadata everything that is recorded about its origin
 * @param data the event's JSON as it is stored; {@link PublicData} has what may leave the platform
 */
public record PublishedEvent(
        String eventId,
        long sequence,
        String type,
        String subject,
        @Nullable String service,
        Instant occurredAt,
        @Nullable String actor,
        @Nullable String traceId,
        Map<String, String> metadata,
        String data) {
    /** Keeps its own copy of the map. */
    public PublishedEvent {
        metadata = Map.copyOf(metadata);
    }
}
