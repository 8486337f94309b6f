package io.omni.events.webhook;

/**
 * The platform gave up on the endpoint. Later deliveries are parked.
 *
 * @param webhookId the webhook
 * @param reason why
 */
public record WebhookDisabled(WebhookId webhookId, DisableReason reason) implements WebhookEvent {}
