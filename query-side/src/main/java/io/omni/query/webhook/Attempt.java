package io.omni.query.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver.
 *
 * @param attempt its number, from 1
 * @param startedAt when it began
 * @param durationMs how long it took; null while it is under way, and when its node died
 * @param outcome {@code delivered}, {@code redirect}, {@code gone}, {@code refused}, {@code server_error}, {@code timeout},
 *     {@code dns_error}, {@code connection_error}, {@code tls_error}, {@code blocked_address} or {@code crashed}; null while it is under
 *     way
 * @param statusCode the HTTP status; null when there was none
 * @param error one sentence; null when it was delivered, or is under way
 */
public record Attempt(
        int attempt,
        Instant startedAt,
        @Nullable Long durationMs,
        @Nullable String outcome,
        @Nullable Integer statusCode,
        @Nullable String error) {}
