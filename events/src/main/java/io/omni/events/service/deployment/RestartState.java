package io.omni.events.service.deployment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One restart.
 *
 * @param restartId names it
 * @param rollingId the rolling restart it is part of; null when it stands alone
 * @param status where it stands
 * @param settings the configuration that it applies
 * @param healthTimeoutMs how long the service may take to become healthy
 * @param steps what is done, with the container each step was done to
 * @param problem why it did not succeed; null unless it didn't
 * @param recreated whether a new container took the old one's place
 * @param health how the service was at the end; null until then, and when it failed
 * @param requestedAt when it was asked for
 * @param endedAt when it ended, however it ended; null until then
 * @param durationMs from the request to the end; null until then
 */
public record RestartState(
        String restartId,
        @Nullable String rollingId,
        RestartStatus status,
        ServiceSettings settings,
        long healthTimeoutMs,
        Map<RestartStep, String> steps,
        @Nullable RestartProblem problem,
        boolean recreated,
        @Nullable String health,
        Instant requestedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs) {

    /** Keeps its own copy of the steps, in their order. */
    public RestartState {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    static RestartState begin(ServiceRestartRequested e, ServiceSettings settings, Instant at) {
        return new RestartState(
                e.restartId(),
                e.rollingId(),
                RestartStatus.RESTARTING,
                settings,
                e.healthTimeoutMs(),
                Map.of(),
                null,
                false,
                null,
                at,
                null,
                null);
    }

    /** Whether it has ended. */
    @JsonIgnore
    public boolean isEnded() {
        return endedAt != null;
    }

    RestartState progressed(ServiceRestartProgressed e) {
        Map<RestartStep, String> more = new LinkedHashMap<>(steps);
        more.put(e.step(), e.container());
        return copy(status, more, problem, recreated, health, null, null);
    }

    RestartState rollingBack(ServiceRollbackStarted e) {
        return copy(RestartStatus.ROLLING_BACK, steps, e.problem(), recreated, health, null, null);
    }

    RestartState restarted(ServiceRestarted e, Instant at) {
        return copy(RestartStatus.RESTARTED, steps, null, e.recreated(), e.health(), at, e.durationMs());
    }

    RestartState rolledBack(ServiceRolledBack e, Instant at) {
        return copy(RestartStatus.ROLLED_BACK, steps, e.problem(), recreated, e.health(), at, e.durationMs());
    }

    RestartState failed(ServiceRestartFailed e, Instant at) {
        return copy(RestartStatus.FAILED, steps, e.problem(), recreated, null, at, e.durationMs());
    }

    private RestartState copy(
            RestartStatus newStatus,
            Map<RestartStep, String> newSteps,
            @Nullable RestartProblem newProblem,
            boolean newRecreated,
            @Nullable String newHealth,
            @Nullable Instant newEndedAt,
            @Nullable Long newDurationMs) {
        return new RestartState(
                restartId,
                rollingId,
                newStatus,
                settings,
                healthTimeoutMs,
                newSteps,
                newProblem,
                newRecreated,
                newHealth,
                requestedAt,
                newEndedAt,
                newDurationMs);
    }
}
