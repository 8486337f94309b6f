package io.omni.events.service.deployment;

/**
 * A restart has done one of its steps.
 *
 * @param service the service's catalogue name
 * @param restartId the restart
 * @param step what is done
 * @param container the container engine's id of the container it was done to
 */
public record ServiceRestartProgressed(String service, String restartId, RestartStep step, String container)
        implements ServiceDeploymentEvent {}
