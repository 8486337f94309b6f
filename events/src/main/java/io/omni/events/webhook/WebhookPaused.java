package io.omni.events.webhook;

/**
 * Deliveries wait until the webhook is enabled again.
 *
 * @param webhookId the webhook
 */
public record WebhookPaused(WebhookId webhookId) implements WebhookEvent {}
