package io.omni.events.webhook;

/**
 * A delivery is to be sent once more, now, whatever became of it.
 *
 * @param webhookId the webhook
 * @param deliveryId the delivery
 */
public record WebhookRedeliveryRequested(WebhookId webhookId, DeliveryId deliveryId) implements WebhookEvent {}
