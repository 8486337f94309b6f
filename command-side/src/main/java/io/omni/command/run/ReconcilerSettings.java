package io.omni.command.run;

import java.time.Duration;

/**
 * How runs are watched.
 *
 * @param interval the time between two rounds of a node, at least a second; default 10 seconds. A task must have been missing for
 *     three of them before its run is taken for stalled
 */
public record ReconcilerSettings(Duration interval) {
    private static final int ROUNDS = 3;

    /** How long a task must have been missing before its run is taken for stalled. */
    public Duration patience() {
        return interval.multipliedBy(ROUNDS);
    }
}
