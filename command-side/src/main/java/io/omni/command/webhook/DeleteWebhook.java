package io.omni.command.webhook;

import io.omni.events.webhook.WebhookId;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a webhook. Refused with {@code PRECONDITION_FAILED} when it has changed since the version that the caller saw.
 *
 * @param webhookId the webhook
 * @param expectedVersions the versions of which it must have one; null when that doesn't matter
 */
public record DeleteWebhook(
        @TargetAggregateIdentifier WebhookId webhookId,
        @Nullable Set<Long> expectedVersions) implements WebhookCommand {}
