package io.omni.command.service.deployment;

import java.time.Duration;
import java.util.List;

/**
 * Restarts services one after the other, and stops at the first that can't be restarted.
 *
 * @param rollingId names it: {@code rolling_} and a lower-case ULID
 * @param requested the services that were asked for
 * @param includeDependents whether everything that depends on them is restarted too
 * @param services all services, each after those it depends on
 * @param healthTimeout how long each may take to become healthy
 */
public record StartRollingRestart(
        String rollingId,
        List<String> requested,
        boolean includeDependents,
        List<String> services,
        Duration healthTimeout)
        implements RollingCommand {

    /** Keeps its own copies. */
    public StartRollingRestart {
        requested = List.copyOf(requested);
        services = List.copyOf(services);
    }
}
