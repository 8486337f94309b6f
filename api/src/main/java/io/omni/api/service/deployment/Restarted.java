package io.omni.api.service.deployment;

import io.omni.events.service.deployment.RestartState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A restart that succeeded. */
record Restarted(
        String name,
        String status,
        @Nullable Instant restartedAt,
        @Nullable Long durationMs,
        Configuration appliedConfiguration,
        String restartId) {
    static Restarted of(String name, RestartState restart) {
        return new Restarted(
                name,
                restart.health() == null ? "unknown" : restart.health(),
                restart.endedAt(),
                restart.durationMs(),
                Configuration.of(restart.settings()),
                restart.restartId());
    }
}
