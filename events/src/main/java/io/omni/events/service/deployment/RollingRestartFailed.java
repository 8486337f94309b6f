package io.omni.events.service.deployment;

/**
 * A rolling restart stopped at a service that could not be restarted. The services after it were left as they are.
 *
 * @param rollingId the rolling restart
 * @param service the service that could not be restarted
 * @param problem why
 */
public record RollingRestartFailed(String rollingId, String service, RestartProblem problem)
        implements RollingRestartEvent {}
