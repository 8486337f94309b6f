package io.omni.command.webhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery that failed is tried again. The table is the waiting time before each attempt, counted from the one before; every
 * wait is spread by a fifth in either direction, so that what failed together doesn't come back together.
 */
final class RetrySchedule {
    /** The wait before the second, third … tenth attempt; the first is made at once. */
    static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final double JITTER = 0.2;

    private RetrySchedule() {}

    /**
     * The wait before the next attempt; empty when there is none.
     *
     * @param made how many of the schedule's attempts have been made, from 1
     * @param retryAfter how long the endpoint asks for; null when it doesn't. It only ever makes the wait longer
     */
    static Optional<Duration> next(int made, @Nullable Duration retryAfter, RandomGenerator random) {
        if (made > WAITS.size()) {
            return Optional.empty();
        }
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        Duration wait = Duration.ofMillis(Math.round(WAITS.get(made - 1).toMillis() * factor));
        return Optional.of(retryAfter != null && retryAfter.compareTo(wait) > 0 ? retryAfter : wait);
    }
}
