package io.omni.events.service.deployment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a rolling restart add up to.
 *
 * @param rollingId names it
 * @param requested the services that were asked for
 * @param includeDependents whether everything that depends on them is restarted too
 * @param services all services, in order
 * @param healthTimeoutMs how long each service may take to become healthy
 * @param done the services that were restarted, with their restarts
 * @param failedService the service it stopped at; null unless it did
 * @param problem why it stopped; null unless it did
 * @param startedAt when it was accepted
 * @param endedAt when it ended; null until then
 * @param version how many events it has
 */
public record RollingRestartState(
        String rollingId,
        List<String> requested,
        boolean includeDependents,
        List<String> services,
        long healthTimeoutMs,
        Map<String, String> done,
        @Nullable String failedService,
        @Nullable RestartProblem problem,
        Instant startedAt,
        @Nullable Instant endedAt,
        long version) {

    /** Keeps its own copies. */
    public RollingRestartState {
        requested = List.copyOf(requested);
        services = List.copyOf(services);
        done = Collections.unmodifiableMap(new LinkedHashMap<>(done));
    }

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link RollingRestartStarted}
     * @param event what happened
     * @param at when it happened
     */
    public static RollingRestartState evolve(
            @Nullable RollingRestartState state, RollingRestartEvent event, Instant at) {
        if (state == null) {
            if (event instanceof RollingRestartStarted e) {
                return new RollingRestartState(
                        e.rollingId(),
                        e.requested(),
                        e.includeDependents(),
                        e.services(),
                        e.healthTimeoutMs(),
                        Map.of(),
                        null,
                        null,
                        at,
                        null,
                        1);
            }
            throw new IllegalArgumentException("a rolling restart's history begins with its start");
        }
        return switch (event) {
            case RollingRestartStarted e -> throw new IllegalArgumentException("starts once: " + e.rollingId());
            case RollingRestartProgressed e -> state.with(e);
            case RollingRestartCompleted _ -> state.ended(null, null, at);
            case RollingRestartFailed e -> state.ended(e.service(), e.problem(), at);
        };
    }

    /** Whether it has ended. */
    @JsonIgnore
    public boolean isEnded() {
        return endedAt != null;
    }

    /** The first service that is still to be restarted; null when there is none. */
    @JsonIgnore
    public @Nullable String next() {
        return services.stream().filter(s -> !done.containsKey(s)).findFirst().orElse(null);
    }

    /** {@code running}, {@code completed} or {@code failed}. */
    @JsonIgnore
    public String status() {
        if (endedAt == null) {
            return "running";
        }
        return problem == null ? "completed" : "failed";
    }

    private RollingRestartState with(RollingRestartProgressed e) {
        Map<String, String> more = new LinkedHashMap<>(done);
        more.put(e.service(), e.restartId());
        return copy(more, failedService, problem, endedAt);
    }

    private RollingRestartState ended(@Nullable String service, @Nullable RestartProblem why, Instant at) {
        return copy(done, service, why, at);
    }

    private RollingRestartState copy(
            Map<String, String> newDone,
            @Nullable String newFailed,
            @Nullable RestartProblem newProblem,
            @Nullable Instant newEnd) {
        return new RollingRestartState(
                rollingId,
                requested,
                includeDependents,
                services,
                healthTimeoutMs,
                newDone,
                newFailed,
                newProblem,
                startedAt,
                newEnd,
                version + 1);
    }
}
