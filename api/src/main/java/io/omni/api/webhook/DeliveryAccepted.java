package io.omni.api.webhook;

/**
 * Something will be delivered.
 *
 * @param webhookId to which webhook
 * @param deliveryId as which delivery
 * @param status {@code pending}
 */
record DeliveryAccepted(String webhookId, String deliveryId, String status) {}
