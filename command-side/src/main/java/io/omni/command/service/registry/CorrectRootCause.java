package io.omni.command.service.registry;

import io.omni.events.service.ServiceName;
import org.jspecify.annotations.Nullable;

/**
 * Reports that a service fails for another reason than was thought.
 *
 * @param service the service
 * @param rootCause the service whose failure explains this one's; null when it fails by itself
 */
public record CorrectRootCause(
        ServiceName service, @Nullable ServiceName rootCause) implements ServiceCommand {}
