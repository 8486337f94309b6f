package io.omni.command.service;

import java.time.Duration;

/**
 * When calls to a failing service are held back.
 *
 * @param window how many of the last calls count; default 20
 * @param minimumCalls how many calls there must be before the rate counts; default 5
 * @param failureRate percent of failed calls, no answer or a 5xx, from which on the breaker opens; default 50
 * @param openFor how long no call is let through; default 15 seconds
 * @param trialCalls how many calls decide afterwards whether the service is well again; default 2
 */
public record BreakerSettings(int window, int minimumCalls, float failureRate, Duration openFor, int trialCalls) {

    /** The defaults. */
    public static BreakerSettings defaults() {
        return new BreakerSettings(20, 5, 50, Duration.ofSeconds(15), 2);
    }
}
