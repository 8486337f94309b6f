package io.omni.command.service.deployment;

import io.omni.command.Refusal;
import io.omni.events.service.deployment.ConfigValue;
import io.omni.events.service.deployment.RestartProblem;
import io.omni.events.service.deployment.RestartState;
import io.omni.events.service.deployment.RestartStatus;
import io.omni.events.service.deployment.ServiceConfigUpdated;
import io.omni.events.service.deployment.ServiceDeploymentEvent;
import io.omni.events.service.deployment.ServiceDeploymentState;
import io.omni.events.service.deployment.ServiceRestartFailed;
import io.omni.events.service.deployment.ServiceRestartProgressed;
import io.omni.events.service.deployment.ServiceRestartRequested;
import io.omni.events.service.deployment.ServiceRestarted;
import io.omni.events.service.deployment.ServiceRollbackStarted;
import io.omni.events.service.deployment.ServiceRolledBack;
import io.omni.events.service.deployment.ServiceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a command changes about a service's deployment. Pure: the same state, command and time give the same event. */
final class DeploymentDecider {
    private static final RestartProblem UNKNOWN =
            new RestartProblem(RestartProblem.UNAVAILABLE, "the new container was given up");

    private DeploymentDecider() {}

    /**
     * What a command changes; empty when it changes nothing.
     *
     * @param now the time to decide at
     * @throws Refusal when a rule refuses it
     */
    static Optional<ServiceDeploymentEvent> decide(
            ServiceDeploymentState state, DeploymentCommand command, Instant now) {
        return switch (command) {
            case ChangeConfiguration c -> change(state, c);
            case RequestRestart c -> request(state, c);
            case ReportRestartStep c ->
                current(state, c.restartId())
                        .filter(r -> r.status() == RestartStatus.RESTARTING
                                && !r.steps().containsKey(c.step()))
                        .map(_ -> new ServiceRestartProgressed(c.service(), c.restartId(), c.step(), c.container()));
            case ReportRollback c ->
                current(state, c.restartId())
                        .filter(r -> r.status() == RestartStatus.RESTARTING)
                        .map(_ -> new ServiceRollbackStarted(c.service(), c.restartId(), c.problem()));
            case ReportRestarted c ->
                current(state, c.restartId())
                        .map(r -> new ServiceRestarted(
                                c.service(),
                                c.restartId(),
                                r.settings().version(),
                                c.recreated(),
                                c.container(),
                                c.health(),
                                since(r, now)));
            case ReportRolledBack c ->
                current(state, c.restartId())
                        .map(r -> new ServiceRolledBack(
                                c.service(),
                                c.restartId(),
                                r.problem() == null ? UNKNOWN : r.problem(),
                                c.container(),
                                c.health(),
                                since(r, now)));
            case ReportRestartFailed c ->
                current(state, c.restartId())
                        .map(r -> new ServiceRestartFailed(c.service(), c.restartId(), c.problem(), since(r, now)));
        };
    }

    private static Optional<ServiceDeploymentEvent> change(ServiceDeploymentState state, ChangeConfiguration c) {
        ServiceSettings settings = state.settings();
        if (c.expectedVersion() != null && c.expectedVersion() != settings.version()) {
            throw new Refusal(
                    "PRECONDITION_FAILED",
                    "the configuration has changed meanwhile; read it again and repeat the change on what it is now",
                    new Refusal.Detail("version", Long.toString(settings.version())));
        }
        Map<String, @Nullable ConfigValue> variables = new LinkedHashMap<>(c.environment());
        if (c.withoutEnvironment()) {
            settings.environment().keySet().forEach(name -> variables.putIfAbsent(name, null));
        }
        variables.entrySet().removeIf(e -> same(settings.environment().get(e.getKey()), e.getValue()));
        Map<String, @Nullable String> limits = new LinkedHashMap<>(c.resources());
        if (c.withoutResources()) {
            settings.resources().keySet().forEach(name -> limits.putIfAbsent(name, null));
        }
        limits.entrySet().removeIf(e -> Objects.equals(settings.resources().get(e.getKey()), e.getValue()));
        return variables.isEmpty() && limits.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServiceConfigUpdated(c.service(), variables, limits, settings.version() + 1));
    }

    private static Optional<ServiceDeploymentEvent> request(ServiceDeploymentState state, RequestRestart c) {
        RestartState last = state.restart();
        if (last != null && last.restartId().equals(c.restartId())) {
            return Optional.empty();
        }
        if (last != null && !last.isEnded()) {
            throw new Refusal(
                    "RESTART_IN_PROGRESS",
                    "the service is being restarted; wait until that has ended",
                    new Refusal.Detail("restart_id", last.restartId()));
        }
        return Optional.of(new ServiceRestartRequested(
                c.service(),
                c.restartId(),
                state.settings().version(),
                c.healthTimeout().toMillis(),
                c.rollingId()));
    }

    /** A report on a restart that is over, because another node was faster, is dropped. */
    private static Optional<RestartState> current(ServiceDeploymentState state, String restartId) {
        return Optional.ofNullable(state.running()).filter(r -> r.restartId().equals(restartId));
    }

    private static boolean same(@Nullable ConfigValue recorded, @Nullable ConfigValue wished) {
        return recorded == null ? wished == null : recorded.sameAs(wished);
    }

    private static long since(RestartState restart, Instant now) {
        return Math.max(0, Duration.between(restart.requestedAt(), now).toMillis());
    }
}
