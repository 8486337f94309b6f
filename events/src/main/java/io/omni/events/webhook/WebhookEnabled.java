package io.omni.events.webhook;

/**
 * Deliveries go out again.
 *
 * @param webhookId the webhook
 */
public record WebhookEnabled(WebhookId webhookId) implements WebhookEvent {}
