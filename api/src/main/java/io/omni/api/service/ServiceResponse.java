package io.omni.api.service;

import io.omni.events.service.ServiceDefinition;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceState;
import io.omni.events.service.ServiceStatus;
import io.omni.query.service.PastService;
import io.omni.query.service.RecordedServiceEvent;
import io.omni.query.service.ServiceDetail;
import io.omni.query.service.ServiceMetrics;
import io.omni.query.service.ServiceReading;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One service: what the list shows of it, and more. As it was at an earlier time, what only probes know is null.
 */
record ServiceResponse(
        String name,
        String container,
        int port,
        String tier,
        ServiceStatus status,
        @Nullable Long uptimeSeconds,
        @Nullable Instant lastHealthCheck,
        @Nullable String version,
        @Nullable String description,
        boolean critical,
        List<String> stages,
        String healthCheck,
        Instant statusSince,
        @Nullable String reason,
        @Nullable String rootCause,
        @Nullable Instant retiredAt,
        @Nullable Object configuration,
        Dependencies dependencies,
        @Nullable Metrics metrics,
        List<Event> recentEvents) {

    record Dependencies(List<ServiceBrief> dependsOn, List<ServiceBrief> dependents) {}

    /** What the probes of the last 24 hours found; latencies in milliseconds, null where nothing was measured. */
    record Metrics(
            String period,
            long checks,
            @Nullable Double availability,
            @Nullable Double avgLatencyMs,
            @Nullable Double p50LatencyMs,
            @Nullable Double p99LatencyMs,
            List<Point> history) {

        static Metrics of(ServiceMetrics m) {
            return new Metrics(
                    "last_24h",
                    m.checks(),
                    m.availability(),
                    m.average(),
                    m.p50(),
                    m.p99(),
                    m.history().stream().map(Point::of).toList());
        }
    }

    /** One of the 48 half hours. */
    record Point(
            Instant at,
            long checks,
            @Nullable Double availability,
            @Nullable Double avgLatencyMs,
            @Nullable Double p50LatencyMs,
            @Nullable Double p99LatencyMs) {

        static Point of(ServiceMetrics.Point p) {
            return new Point(p.start(), p.checks(), p.availability(), p.average(), p.p50(), p.p99());
        }
    }

    record Event(
            String eventId,
            long version,
            String type,
            Instant occurredAt,
            @Nullable String actor,
            JsonNode data) {}

    static ServiceResponse of(
            ServiceDetail detail, @Nullable Object configuration, Function<RecordedServiceEvent, JsonNode> data) {
        ServiceReading reading = detail.reading();
        ServiceName name = reading.name();
        return of(
                reading.state(),
                ServiceList.uptime(reading, detail.board().at()),
                reading.lastCheckAt(),
                reading.version(),
                configuration,
                new Dependencies(
                        ServiceBrief.of(detail.board().graph().dependencies(name), detail.board()),
                        ServiceBrief.of(detail.board().graph().dependents(name), detail.board())),
                Metrics.of(detail.metrics()),
                events(detail.recentEvents(), data));
    }

    /** As it was. What depended on it then isn't told: that would take every other service's history. */
    static ServiceResponse of(
            PastService past,
            Function<ServiceName, @Nullable String> tier,
            Function<RecordedServiceEvent, JsonNode> data) {
        List<ServiceBrief> dependsOn = past.dependencies().entrySet().stream()
                .map(e -> new ServiceBrief(e.getKey().value(), String.valueOf(tier.apply(e.getKey())), e.getValue()))
                .toList();
        return of(
                past.state(),
                null,
                null,
                past.state().definition().version(),
                null,
                new Dependencies(dependsOn, List.of()),
                null,
                events(past.recentEvents(), data));
    }

    private static ServiceResponse of(
            ServiceState state,
            @Nullable Long uptime,
            @Nullable Instant lastCheck,
            @Nullable String version,
            @Nullable Object configuration,
            Dependencies dependencies,
            @Nullable Metrics metrics,
            List<Event> events) {
        ServiceDefinition definition = state.definition();
        ServiceName root = state.rootCause();
        return new ServiceResponse(
                state.service().value(),
                definition.container(),
                definition.port(),
                definition.tier(),
                state.status(),
                uptime,
                lastCheck,
                version,
                definition.description(),
                definition.critical(),
                definition.stages(),
                definition.health(),
                state.since(),
                state.reason(),
                root == null ? null : root.value(),
                state.retiredAt(),
                configuration,
                dependencies,
                metrics,
                events);
    }

    private static List<Event> events(
            List<RecordedServiceEvent> events, Function<RecordedServiceEvent, JsonNode> data) {
        return events.stream()
                .map(e -> new Event(e.eventId(), e.sequence() + 1, e.type(), e.occurredAt(), e.actor(), data.apply(e)))
                .toList();
    }
}
