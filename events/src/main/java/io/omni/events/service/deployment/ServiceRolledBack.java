package io.omni.events.service.deployment;

/**
 * The old container runs again, as it was before the restart.
 *
 * @param service the service's catalogue name
 * @param restartId the restart
 * @param problem why the new container was given up
 * @param container the container engine's id of the container that was put back
 * @param health how the service was when it had been put back: {@code healthy}, {@code degraded} or {@code unhealthy}
 * @param durationMs from the request until then
 */
public record ServiceRolledBack(
        String service, String restartId, RestartProblem problem, String container, String health, long durationMs)
        implements ServiceDeploymentEvent {}
