package io.omni.query.service;

import io.omni.events.service.ServiceEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a service's history.
 *
 * @param eventId names it
 * @param sequence its place in the service's history, from 0; the service's version after it is one more
 * @param type its wire name, for example {@code service.health_changed}
 * @param occurredAt when it happened
 * @param actor who caused it; null when the event doesn't say
 * @param event what happened
 */
public record RecordedServiceEvent(
        String eventId,
        long sequence,
        String type,
        Instant occurredAt,
        @Nullable String actor,
        ServiceEvent event) {}
