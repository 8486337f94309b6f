package io.omni.events.webhook;

/**
 * The webhook is gone: nothing is sent any more.
 *
 * @param webhookId the webhook
 */
public record WebhookDeleted(WebhookId webhookId) implements WebhookEvent {}
