package io.omni.api.service.deployment;

import io.omni.events.service.deployment.RestartProblem;
import io.omni.events.service.deployment.RollingRestartState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rolling restart, wherever it stands. */
record RollingResponse(
        String rollingId,
        String status,
        List<String> requested,
        boolean includeDependents,
        List<Item> services,
        @Nullable RestartProblem problem,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** One service: {@code pending}, {@code restarting}, {@code restarted}, {@code failed} or {@code skipped}. */
    record Item(String name, String status, @Nullable String restartId) {}

    static RollingResponse of(RollingRestartState rolling) {
        return new RollingResponse(
                rolling.rollingId(),
                rolling.status(),
                rolling.requested(),
                rolling.includeDependents(),
                rolling.services().stream()
                        .map(name -> new Item(
                                name, status(rolling, name), rolling.done().get(name)))
                        .toList(),
                rolling.problem(),
                rolling.startedAt(),
                rolling.endedAt());
    }

    private static String status(RollingRestartState rolling, String name) {
        if (rolling.done().containsKey(name)) {
            return "restarted";
        }
        if (name.equals(rolling.failedService())) {
            return "failed";
        }
        if (rolling.isEnded()) {
            return "skipped";
        }
        return name.equals(rolling.next()) ? "restarting" : "pending";
    }
}
