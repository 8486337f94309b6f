package io.omni.command.webhook;

import io.omni.events.webhook.WebhookId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a webhook. Refused with {@code PRECONDITION_FAILED} when it has changed since the version that the caller saw.
 *
 * @param webhookId the webhook
 * @param expectedVersion the version that the caller saw; null when that doesn't matter
 */
public record DeleteWebhook(
        @TargetAggregateIdentifier WebhookId webhookId, @Nullable Long expectedVersion) implements WebhookCommand {}
