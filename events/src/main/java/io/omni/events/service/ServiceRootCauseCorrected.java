package io.omni.events.service;

import org.jspecify.annotations.Nullable;

/**
 * A service that fails was found to fail for another reason than was thought.
 *
 * @param service the service
 * @param from the service that was named as the root cause; null when it was thought to fail by itself
 * @param to the service whose failure explains this one; null when it fails by itself
 */
public record ServiceRootCauseCorrected(
        ServiceName service,
        @Nullable ServiceName from,
        @Nullable ServiceName to) implements ServiceEvent {}
