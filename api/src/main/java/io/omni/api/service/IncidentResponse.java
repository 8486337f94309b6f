package io.omni.api.service;

import io.omni.events.service.ServiceStatus;
import io.omni.query.service.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident. The service it is named after is its root cause; what fails because of it is listed as affected. */
record IncidentResponse(
        String incidentId,
        String service,
        ServiceStatus status,
        Instant since,
        @Nullable Instant until,
        long durationSeconds,
        String reason,
        String rootCause,
        List<String> affected) {

    static IncidentResponse of(Incident incident, Instant now) {
        Instant end = incident.closedAt() == null ? now : incident.closedAt();
        return new IncidentResponse(
                incident.incidentId(),
                incident.service().value(),
                incident.status(),
                incident.openedAt(),
                incident.closedAt(),
                Math.max(0, Duration.between(incident.openedAt(), end).toSeconds()),
                incident.reason(),
                incident.service().value(),
                incident.affected().stream().map(a -> a.service().value()).toList());
    }
}
