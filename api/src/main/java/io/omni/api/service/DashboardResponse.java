package io.omni.api.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.omni.events.service.ServiceStatus;
import io.omni.query.service.Incident;
import io.omni.query.service.PipelineCounts;
import io.omni.query.service.ServiceBoard;
import io.omni.query.service.ServiceReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a status page shows. */
record DashboardResponse(
        ServiceStatus overallStatus,
        List<Tier> tiers,
        List<IncidentResponse> incidents,
        Pipelines pipelines,
        Instant generatedAt) {

    record Tier(String name, ServiceStatus status, List<Shown> services) {}

    record Shown(
            String name,
            ServiceStatus status,
            boolean critical,
            Instant since,
            @Nullable String rootCause,
            @Nullable Instant lastHealthCheck) {

        static Shown of(ServiceReading reading) {
            var root = reading.state().rootCause();
            return new Shown(
                    reading.name().value(),
                    reading.status(),
                    reading.state().definition().critical(),
                    reading.state().since(),
                    root == null ? null : root.value(),
                    reading.lastCheckAt());
        }
    }

    record Pipelines(
            long running, @JsonProperty("failed_last_24h") long failedLast24h) {}

    static DashboardResponse of(ServiceBoard.Snapshot board, List<Incident> incidents, PipelineCounts pipelines) {
        Map<String, List<ServiceReading>> tiers = new LinkedHashMap<>();
        board.services()
                .forEach(reading -> tiers.computeIfAbsent(
                                reading.state().definition().tier(), _ -> new ArrayList<>())
                        .add(reading));
        return new DashboardResponse(
                together(board.services()),
                tiers.entrySet().stream()
                        .map(tier -> new Tier(
                                tier.getKey(),
                                together(tier.getValue()),
                                tier.getValue().stream().map(Shown::of).toList()))
                        .toList(),
                incidents.stream()
                        .map(incident -> IncidentResponse.of(incident, board.at()))
                        .toList(),
                new Pipelines(pipelines.running(), pipelines.failedLast24h()),
                board.at());
    }

    /**
     * How services are taken together: unhealthy when a critical one or all of them are, degraded when any fails, unknown when none was
     * ever asked, healthy otherwise.
     */
    static ServiceStatus together(Collection<ServiceReading> services) {
        boolean allDown = !services.isEmpty() && services.stream().allMatch(s -> s.status() == ServiceStatus.UNHEALTHY);
        boolean criticalDown = services.stream()
                .anyMatch(s -> s.status() == ServiceStatus.UNHEALTHY
                        && s.state().definition().critical());
        if (allDown || criticalDown) {
            return ServiceStatus.UNHEALTHY;
        }
        if (services.stream().anyMatch(s -> s.status().isFailing())) {
            return ServiceStatus.DEGRADED;
        }
        return services.stream().allMatch(s -> s.status() == ServiceStatus.UNKNOWN)
                ? ServiceStatus.UNKNOWN
                : ServiceStatus.HEALTHY;
    }
}
