package io.omni.command.pipeline.test;

import java.time.Duration;

/**
 * How a project's tests are run.
 *
 * @param timeout the longest that the stage may take, the checkout included; default 30 minutes
 */
public record TestSettings(Duration timeout) {

    /** The defaults. */
    public static TestSettings defaults() {
        return new TestSettings(Duration.ofMinutes(30));
    }
}
