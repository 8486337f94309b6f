package io.omni.projection.webhook;

import io.omni.events.webhook.DeliveryId;
import io.omni.events.webhook.Ordering;
import io.omni.events.webhook.WebhookState;
import java.time.Instant;

/**
 * One event on its way to one webhook.
 *
 * @param id names it
 * @param webhook the webhook as it is at the event's place in the order
 * @param eventId the message's id
 * @param type the type that the body names
 * @param subject what the event happened to
 * @param sequence its place among all events
 * @param occurredAt when it happened
 * @param isTest whether it goes out whatever the webhook's status
 */
record DueDelivery(
        DeliveryId id,
        WebhookState webhook,
        String eventId,
        String type,
        String subject,
        long sequence,
        Instant occurredAt,
        boolean isTest) {

    boolean isFifo() {
        return webhook.ordering() == Ordering.FIFO && !isTest;
    }

    /** What it begins as. */
    String status() {
        if (isTest) {
            return "pending";
        }
        return switch (webhook.status()) {
            case ACTIVE -> isFifo() ? "blocked" : "pending";
            case PAUSED -> "held";
            case DISABLED -> "parked";
            case DELETED -> throw new IllegalStateException("nothing goes to a deleted webhook");
        };
    }
}
