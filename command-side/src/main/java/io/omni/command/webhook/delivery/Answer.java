package io.omni.command.webhook.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt came to.
 *
 * @param outcome what became of it
 * @param statusCode the HTTP status; null when there was none
 * @param error one sentence; null when it was delivered
 * @param retryAfter how long the endpoint asks to be left alone; null when it doesn't
 * @param duration how long it took
 */
record Answer(
        Outcome outcome,
        @Nullable Integer statusCode,
        @Nullable String error,
        @Nullable Duration retryAfter,
        Duration duration) {}
