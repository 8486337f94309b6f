package io.omni.query.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What was counted of something.
 *
 * @param count how often it happened
 * @param errors how often it failed
 * @param averageMs how long it took on average, in milliseconds; null when it did not happen
 * @param p50Ms how long half of them took at most; null when it did not happen
 * @param p99Ms how long ninety-nine in a hundred took at most; null when it did not happen
 */
public record Totals(
        long count,
        long errors,
        @Nullable Double averageMs,
        @Nullable Double p50Ms,
        @Nullable Double p99Ms) {}
