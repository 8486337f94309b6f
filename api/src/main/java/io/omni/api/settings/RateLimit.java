package io.omni.api.settings;

import java.time.Duration;

/**
 * How many requests are let through in a time.
 *
 * @param count how many, 1 to 1,000,000,000; 0: any number
 * @param period the time, 1 s to 1 day
 */
public record RateLimit(long count, Duration period) {
    /** No limit. */
    public static final RateLimit NONE = new RateLimit(0, Duration.ofMinutes(1));

    /** A limit per minute. */
    public static RateLimit perMinute(long count) {
        return new RateLimit(count, Duration.ofMinutes(1));
    }

    /** Whether it limits nothing. */
    public boolean isNone() {
        return count == 0;
    }
}
