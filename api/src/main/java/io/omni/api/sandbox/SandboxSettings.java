package io.omni.api.sandbox;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The sandbox platform's settings.
 *
 * @param dataDir the folder that gets the sample repository, {@code sample.git}
 * @param slowness how long a service with the fault {@code slow} takes to answer; default 3 seconds
 */
public record SandboxSettings(Path dataDir, Duration slowness) {

    /** The defaults, with this data folder. */
    public static SandboxSettings in(Path dataDir) {
        return new SandboxSettings(dataDir, Duration.ofSeconds(3));
    }
}
