package io.omni.events.service.deployment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a service's deployment add up to. This is the only fold of them: the aggregate decides on it, the worker does
 * restarts by it, the projection stores it and time travel recomputes it.
 *
 * @param service the service's catalogue name
 * @param settings the configuration that is recorded
 * @param applied the configuration that the last successful restart applied
 * @param restart the last restart; null before the first
 * @param version how many events there are
 */
public record ServiceDeploymentState(
        String service,
        ServiceSettings settings,
        ServiceSettings applied,
        @Nullable RestartState restart,
        long version) {

    /** The state of a service to which nothing has happened yet. */
    public static ServiceDeploymentState untouched(String service) {
        return new ServiceDeploymentState(service, ServiceSettings.NONE, ServiceSettings.NONE, null, 0);
    }

    /**
     * The state after an event.
     *
     * @param state the state before it; null before the first event
     * @param event what happened
     * @param at when it happened
     */
    public static ServiceDeploymentState evolve(
            @Nullable ServiceDeploymentState state, ServiceDeploymentEvent event, Instant at) {
        ServiceDeploymentState before = state == null ? untouched(event.service()) : state;
        return before.after(event, at);
    }

    /** Whether the recorded configuration waits for the next restart. */
    @JsonIgnore
    public boolean isPending() {
        return !settings.sameAs(applied);
    }

    /** The restart that is under way; null when there is none. */
    @JsonIgnore
    public @Nullable RestartState running() {
        return restart == null || restart.isEnded() ? null : restart;
    }

    private ServiceDeploymentState after(ServiceDeploymentEvent event, Instant at) {
        return switch (event) {
            case ServiceConfigUpdated e -> with(settings.after(e), applied, restart);
            case ServiceRestartRequested e -> with(settings, applied, RestartState.begin(e, settings, at));
            case ServiceRestartProgressed e ->
                with(settings, applied, current(e).progressed(e));
            case ServiceRollbackStarted e -> with(settings, applied, current(e).rollingBack(e));
            case ServiceRestarted e ->
                with(settings, current(e).settings(), current(e).restarted(e, at));
            case ServiceRolledBack e -> with(settings, applied, current(e).rolledBack(e, at));
            case ServiceRestartFailed e -> with(settings, applied, current(e).failed(e, at));
        };
    }

    private RestartState current(ServiceDeploymentEvent event) {
        if (restart == null) {
            throw new IllegalArgumentException("no restart of " + event.service() + " was asked for before");
        }
        return restart;
    }

    private ServiceDeploymentState with(
            ServiceSettings newSettings, ServiceSettings newApplied, @Nullable RestartState newRestart) {
        return new ServiceDeploymentState(service, newSettings, newApplied, newRestart, version + 1);
    }
}
