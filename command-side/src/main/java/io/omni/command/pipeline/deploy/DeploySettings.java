package io.omni.command.pipeline.deploy;

import java.time.Duration;

/**
 * How patches are pushed.
 *
 * @param timeout the longest that the stage may take; default 10 minutes
 */
public record DeploySettings(Duration timeout) {

    /** The defaults. */
    public static DeploySettings defaults() {
        return new DeploySettings(Duration.ofMinutes(10));
    }
}
