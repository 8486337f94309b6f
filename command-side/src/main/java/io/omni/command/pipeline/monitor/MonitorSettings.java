package io.omni.command.pipeline.monitor;

import java.time.Duration;

/**
 * How long services are watched.
 *
 * @param window how long; default 60 seconds, 5 seconds in the sandbox
 * @param interval the pause between two rounds of probes; default 1 second
 */
public record MonitorSettings(Duration window, Duration interval) {

    /** The defaults. */
    public static MonitorSettings defaults() {
        return new MonitorSettings(Duration.ofSeconds(60), Duration.ofSeconds(1));
    }
}
