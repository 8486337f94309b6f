package io.omni.query.service;

import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceState;
import io.omni.events.service.ServiceStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Answers questions about one service and about incidents. As a service is comes from the read model and from what the probes wrote
 * down; as it was always comes from the event store.
 */
@Service
public class ServiceQueries {
    private static final int RECENT_EVENTS = 20;
    private static final Duration SMALLEST_STEP = Duration.ofNanos(1000);

    private final ServiceBoard board;
    private final ServiceHistory history;
    private final LatencyHistory latencies;
    private final Incidents incidents;
    private final PipelineFigures pipelines;
    private final Clock clock;

    ServiceQueries(
            ServiceBoard board,
            ServiceHistory history,
            LatencyHistory latencies,
            Incidents incidents,
            PipelineFigures pipelines,
            Clock clock) {
        this.board = board;
        this.history = history;
        this.latencies = latencies;
        this.incidents = incidents;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /** A service as it is; empty when the catalogue has no such service. */
    public Optional<ServiceDetail> find(ServiceName name) {
        ServiceBoard.Snapshot now = board.now();
        ServiceReading reading = now.byName().get(name);
        if (reading == null) {
            return Optional.empty();
        }
        long from = Math.max(0, reading.state().version() - RECENT_EVENTS);
        return Optional.of(new ServiceDetail(
                reading, now, latencies.of(name, clock.instant()), newestFirst(history.of(name, from))));
    }

    /** What the probes of the last 24 hours found of a service; empty when the catalogue has no such service. */
    public Optional<ServiceMetrics> metrics(ServiceName name) {
        return board.current().byName().containsKey(name)
                ? Optional.of(latencies.of(name, clock.instant()))
                : Optional.empty();
    }

    /** A service as it was at a point in time, also one that has left the catalogue since; empty before its first event. */
    public Optional<PastService> asOf(ServiceName name, Instant at) {
        return past(upTo(name, at), at);
    }

    /**
     * A service as it was after its first {@code version} events, until the next one; empty when it has fewer.
     *
     * @param version from 1
     */
    public Optional<PastService> atVersion(ServiceName name, long version) {
        List<RecordedServiceEvent> events = history.of(name, 0);
        if (version < 1 || version > events.size()) {
            return Optional.empty();
        }
        int count = Math.toIntExact(version);
        Instant end = count == events.size()
                ? clock.instant()
                : events.get(count).occurredAt().minus(SMALLEST_STEP);
        return past(events.subList(0, count), end);
    }

    /** The incidents that are open, the oldest first. */
    public List<Incident> openIncidents() {
        return incidents.open();
    }

    /**
     * A page of incidents, newest first.
     *
     * @param open true for the open ones, false for the closed ones, null for all
     * @param limit how many at most
     * @param cursor where the page before ended; null for the first page
     * @throws io.omni.query.BadCursor when it is no cursor of this list
     */
    public IncidentPage incidents(@Nullable Boolean open, int limit, @Nullable String cursor) {
        return incidents.page(open, limit, cursor);
    }

    /** How many incidents there are; true for the open ones, false for the closed ones, null for all. */
    public long countIncidents(@Nullable Boolean open) {
        return incidents.count(open);
    }

    /** How many pipelines run, and how many failed in the last 24 hours. */
    public PipelineCounts pipelines() {
        return pipelines.now();
    }

    private Optional<PastService> past(List<RecordedServiceEvent> events, Instant at) {
        ServiceState state = ServiceHistory.fold(events);
        if (state == null) {
            return Optional.empty();
        }
        Map<ServiceName, ServiceStatus> dependencies = new LinkedHashMap<>();
        for (ServiceName needed : state.definition().dependsOn()) {
            ServiceState then = ServiceHistory.fold(upTo(needed, at));
            if (then != null) {
                dependencies.put(needed, then.status());
            }
        }
        List<RecordedServiceEvent> recent = events.subList(Math.max(0, events.size() - RECENT_EVENTS), events.size());
        return Optional.of(new PastService(state, dependencies, newestFirst(recent)));
    }

    private List<RecordedServiceEvent> upTo(ServiceName name, Instant at) {
        return history.of(name, 0).stream()
                .takeWhile(e -> !e.occurredAt().isAfter(at))
                .toList();
    }

    private static List<RecordedServiceEvent> newestFirst(List<RecordedServiceEvent> events) {
        return List.copyOf(events.reversed());
    }
}
