package io.omni.command.service.deployment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Restarts a service with the configuration that is recorded now. Refused with {@code RESTART_IN_PROGRESS} while another restart of it
 * is under way; asking again for the same one changes nothing.
 *
 * @param service the service's catalogue name
 * @param restartId names the restart: {@code restart_} and 1 to 40 of [0-9a-z]
 * @param healthTimeout how long the service may take to become healthy
 * @param rollingId the rolling restart it is part of; null when it stands alone
 */
public record RequestRestart(
        String service,
        String restartId,
        Duration healthTimeout,
        @Nullable String rollingId) implements DeploymentCommand {}
