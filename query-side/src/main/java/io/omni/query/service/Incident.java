package io.omni.query.service;

import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a service failed, and others because of it.
 *
 * @param incidentId names it
 * @param service the service, which is its own root cause
 * @param status how badly, the last time while it was open
 * @param reason one sentence
 * @param openedAt when it began
 * @param closedAt when the service was well again; null while it isn't
 * @param affected what fails because of it while it is open, what has failed once it is closed; the first first
 */
public record Incident(
        String incidentId,
        ServiceName service,
        ServiceStatus status,
        String reason,
        Instant openedAt,
        @Nullable Instant closedAt,
        List<Affected> affected) {

    /**
     * A service that fails because of another one.
     *
     * @param service the service
     * @param since since when it fails
     * @param until when that ended; null while it hasn't
     */
    public record Affected(
            ServiceName service,
            ServiceStatus status,
            Instant since,
            @Nullable Instant until) {}
}
