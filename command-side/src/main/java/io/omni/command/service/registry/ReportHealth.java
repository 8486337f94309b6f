package io.omni.command.service.registry;

import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reports how a service is, as enough probes in a row found.
 *
 * @param service the service
 * @param status how it is; never {@link ServiceStatus#UNKNOWN}
 * @param reason one sentence from the deciding probe
 * @param latencyMs how long its answer took; null when there was none
 * @param rootCause the service whose failure explains this one's; null when there is none
 */
public record ReportHealth(
        ServiceName service,
        ServiceStatus status,
        String reason,
        @Nullable Long latencyMs,
        @Nullable ServiceName rootCause)
        implements ServiceCommand {}
