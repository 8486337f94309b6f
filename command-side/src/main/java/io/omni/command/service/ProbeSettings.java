package io.omni.command.service;

import java.time.Duration;

/**
 * How services are asked how they are.
 *
 * @param interval the time between two probes of one service, each a little earlier or later; default 15 seconds
 * @param confirmations how many equal probes in a row it takes to believe that a service is better or worse, from 1; default 2
 * @param timeout the deadline over one whole probe; default 5 seconds
 * @param slow how long an answer may take before the service counts as degraded; default 2 seconds
 * @param atOnce how many services this node asks at the same time, which is also how many connections to them it has open; default 48
 */
public record ProbeSettings(Duration interval, int confirmations, Duration timeout, Duration slow, int atOnce) {

    /** The defaults. */
    public static ProbeSettings defaults() {
        return new ProbeSettings(Duration.ofSeconds(15), 2, Duration.ofSeconds(5), Duration.ofSeconds(2), 48);
    }

    /** The same with another interval. */
    public ProbeSettings every(Duration otherInterval) {
        return new ProbeSettings(otherInterval, confirmations, timeout, slow, atOnce);
    }

    /** The same with another number of equal probes. */
    public ProbeSettings confirming(int otherConfirmations) {
        return new ProbeSettings(interval, otherConfirmations, timeout, slow, atOnce);
    }
}
