package io.omni.command.service;

import java.time.Duration;

/**
 * How often services are asked how they are.
 *
 * @param interval how old the latest answers may grow before they are asked again; default 15 seconds
 * @param atOnce how many services are asked at the same time; default 16
 */
public record ProbeSettings(Duration interval, int atOnce) {

    /** The defaults. */
    public static ProbeSettings defaults() {
        return new ProbeSettings(Duration.ofSeconds(15), 16);
    }
}
