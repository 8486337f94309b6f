package io.omni.query.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of one event to one webhook.
 *
 * @param deliveryId names it
 * @param eventId the event
 * @param type the event's type
 * @param subject what the event happened to
 * @param sequence the event's place among all
 * @param status {@code pending}, {@code in_flight}, {@code delivered}, {@code parked}, {@code failed} or {@code cancelled}
 * @param reason why it waits or was given up; null when there is nothing to say
 * @param createdAt when the event happened
 * @param nextAttemptAt when it is tried next; null when it isn't
 * @param attempts its attempts, oldest first
 */
public record Delivery(
        String deliveryId,
        String eventId,
        String type,
        String subject,
        long sequence,
        String status,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        List<Attempt> attempts) {}
