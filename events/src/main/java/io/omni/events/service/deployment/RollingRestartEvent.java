package io.omni.events.service.deployment;

/** Something that happened to a rolling restart: several services, one after the other. */
public sealed interface RollingRestartEvent
        permits RollingRestartStarted, RollingRestartProgressed, RollingRestartCompleted, RollingRestartFailed {

    /** Names the rolling restart: {@code rolling_} and a lower-case ULID. */
    String rollingId();
}
