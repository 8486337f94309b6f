package io.omni.query.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the probes of the last 24 hours found of a service. Latencies are milliseconds, and null where nothing was measured.
 *
 * @param checks how many probes there were
 * @param availability the share of them that brought an answer that was no 5xx, 0 to 1; null without probes
 * @param average of all answers
 * @param p50 half of the answers were at least as fast
 * @param p99 of 100 answers, 99 were at least as fast
 * @param history the same for each of the 48 half hours, the oldest first, the last one under way
 */
public record ServiceMetrics(
        long checks,
        @Nullable Double availability,
        @Nullable Double average,
        @Nullable Double p50,
        @Nullable Double p99,
        List<Point> history) {

    /**
     * One half hour.
     *
     * @param start when it began
     */
    public record Point(
            Instant start,
            long checks,
            @Nullable Double availability,
            @Nullable Double average,
            @Nullable Double p50,
            @Nullable Double p99) {}
}
