package io.omni.events.workflow;

import java.time.Duration;

/**
 * How a step that met passing trouble is tried again.
 *
 * @param maxAttempts how many tries in all, 1 to 10
 * @param backoffMs the wait before the second try, 0 to 3,600,000 milliseconds
 * @param multiplier what each further wait is multiplied by, 1 to 10
 * @param maxBackoffMs the longest wait, 0 to 3,600,000 milliseconds
 */
public record RetryRule(int maxAttempts, long backoffMs, double multiplier, long maxBackoffMs) {
    /** One try. */
    public static final RetryRule NONE = new RetryRule(1, 1_000, 2, 60_000);

    /**
     * The wait before the next try.
     *
     * @param tries how many there were, from 1
     */
    public Duration delayAfter(int tries) {
        double wanted = backoffMs * Math.pow(multiplier, Math.max(0, tries - 1));
        return Duration.ofMillis((long) Math.min(maxBackoffMs, wanted));
    }
}
