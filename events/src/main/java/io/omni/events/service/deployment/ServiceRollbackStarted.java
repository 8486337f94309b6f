package io.omni.events.service.deployment;

/**
 * The new container did not come up; the old one is being put back.
 *
 * @param service the service's catalogue name
 * @param restartId the restart
 * @param problem what was wrong with the new one
 */
public record ServiceRollbackStarted(String service, String restartId, RestartProblem problem)
        implements ServiceDeploymentEvent {}
