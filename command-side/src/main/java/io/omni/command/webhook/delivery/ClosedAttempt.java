package io.omni.command.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that has ended.
 *
 * @param deliveryId the delivery
 * @param createdAt when the delivery's event happened
 * @param webhookId the webhook
 * @param eventId the event
 * @param type the event's type
 * @param attempt its number, from 1
 * @param endedAt when it ended
 * @param duration how long it took
 * @param outcome what became of it
 * @param statusCode the HTTP status; null when there was none
 * @param error one sentence; null when it was delivered
 */
public record ClosedAttempt(
        String deliveryId,
        Instant createdAt,
        String webhookId,
        String eventId,
        String type,
        int attempt,
        Instant endedAt,
        Duration duration,
        Outcome outcome,
        @Nullable Integer statusCode,
        @Nullable String error) {}
