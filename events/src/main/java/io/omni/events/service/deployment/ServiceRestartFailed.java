package io.omni.events.service.deployment;

/**
 * A restart came to nothing. Nothing was put back: either nothing had been replaced, or putting back failed too; the problem says
 * which.
 *
 * @param service the service's catalogue name
 * @param restartId the restart
 * @param problem why
 * @param durationMs from the request until then
 */
public record ServiceRestartFailed(String service, String restartId, RestartProblem problem, long durationMs)
        implements ServiceDeploymentEvent {}
