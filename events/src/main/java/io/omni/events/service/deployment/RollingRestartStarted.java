package io.omni.events.service.deployment;

import java.util.List;

/**
 * A rolling restart was accepted.
 *
 * @param rollingId names it
 * @param requested the services that were asked for
 * @param includeDependents whether everything that depends on them is restarted too
 * @param services all services to restart, in order: each after those it depends on
 * @param healthTimeoutMs how long each service may take to become healthy
 */
public record RollingRestartStarted(
        String rollingId,
        List<String> requested,
        boolean includeDependents,
        List<String> services,
        long healthTimeoutMs)
        implements RollingRestartEvent {

    /** Keeps its own copies. */
    public RollingRestartStarted {
        requested = List.copyOf(requested);
        services = List.copyOf(services);
    }
}
