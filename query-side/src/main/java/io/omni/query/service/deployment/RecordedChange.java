package io.omni.query.service.deployment;

import io.omni.events.service.deployment.ServiceConfigUpdated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a service's configuration.
 *
 * @param eventId names the event
 * @param changedAt when
 * @param actor who; null when that isn't recorded
 * @param traceId the W3C trace it belongs to; null when that isn't recorded
 * @param change what; its secrets are references only
 */
public record RecordedChange(
        String eventId,
        Instant changedAt,
        @Nullable String actor,
        @Nullable String traceId,
        ServiceConfigUpdated change) {}
