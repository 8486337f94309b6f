package io.omni.events.service;

import org.jspecify.annotations.Nullable;

/**
 * A service is better or worse than before, as several probes in a row found.
 *
 * @param service the service
 * @param from how it was
 * @param to how it is
 * @param reason one sentence from the deciding probe
 * @param latencyMs how long the deciding answer took; null when there was none
 * @param rootCause the service whose failure explains this one; null when it fails by itself, or is well
 */
public record ServiceHealthChanged(
        ServiceName service,
        ServiceStatus from,
        ServiceStatus to,
        String reason,
        @Nullable Long latencyMs,
        @Nullable ServiceName rootCause)
        implements ServiceEvent {}
