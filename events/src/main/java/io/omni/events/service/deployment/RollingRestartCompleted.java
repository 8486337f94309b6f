package io.omni.events.service.deployment;

/**
 * All services of a rolling restart were restarted.
 *
 * @param rollingId the rolling restart
 */
public record RollingRestartCompleted(String rollingId) implements RollingRestartEvent {}
