package io.omni.events.service.deployment;

import org.jspecify.annotations.Nullable;

/**
 * A service is to be restarted with the configuration that is recorded now.
 *
 * @param service the service's catalogue name
 * @param restartId names this restart: {@code restart_} and a lower-case ULID
 * @param configVersion the version of the configuration that it applies
 * @param healthTimeoutMs how long the service may take to become healthy
 * @param rollingId the rolling restart it is part of; null when it stands alone
 */
public record ServiceRestartRequested(
        String service,
        String restartId,
        long configVersion,
        long healthTimeoutMs,
        @Nullable String rollingId) implements ServiceDeploymentEvent {}
