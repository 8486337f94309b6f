package io.omni.api.service.deployment;

import io.omni.events.service.deployment.RestartProblem;
import io.omni.events.service.deployment.RestartState;
import io.omni.events.service.deployment.RestartStep;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One restart, wherever it stands. */
record RestartResponse(
        String restartId,
        String name,
        String status,
        List<String> steps,
        boolean recreated,
        @Nullable String health,
        @Nullable RestartProblem problem,
        @Nullable String rollingId,
        Instant requestedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs,
        Configuration configuration) {
    static RestartResponse of(String name, RestartState restart) {
        return new RestartResponse(
                restart.restartId(),
                name,
                restart.status().wireName(),
                restart.steps().keySet().stream().map(RestartStep::wireName).toList(),
                restart.recreated(),
                restart.health(),
                restart.problem(),
                restart.rollingId(),
                restart.requestedAt(),
                restart.endedAt(),
                restart.durationMs(),
                Configuration.of(restart.settings()));
    }
}
