package io.omni.events.webhook;

/**
 * Somebody wants to see a delivery arrive. It goes to this webhook alone, whatever it subscribes to.
 *
 * @param webhookId the webhook
 * @param deliveryId the id that the delivery will have
 */
public record WebhookTestRequested(WebhookId webhookId, DeliveryId deliveryId) implements WebhookEvent {
    /** The type that the delivery names. */
    public static final String DELIVERED_TYPE = "webhook.test";

    /** What names the message that is delivered: one of its own, because the event itself may go to others, and to this webhook too. */
    public String messageId() {
        return "evt_" + deliveryId.value().substring(DeliveryId.PREFIX.length() + 1);
    }
}
