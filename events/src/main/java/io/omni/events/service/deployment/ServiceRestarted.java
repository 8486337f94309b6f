package io.omni.events.service.deployment;

/**
 * A service was restarted and answers again.
 *
 * @param service the service's catalogue name
 * @param restartId the restart
 * @param configVersion the version of the configuration that it runs with
 * @param recreated whether a new container took the old one's place, because the configuration had changed
 * @param container the container engine's id of the container that runs now
 * @param health {@code healthy} or {@code degraded}
 * @param durationMs from the request to the first good answer
 */
public record ServiceRestarted(
        String service,
        String restartId,
        long configVersion,
        boolean recreated,
        String container,
        String health,
        long durationMs)
        implements ServiceDeploymentEvent {}
