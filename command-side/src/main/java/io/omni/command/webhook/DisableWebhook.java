package io.omni.command.webhook;

import io.omni.events.webhook.DisableReason;
import io.omni.events.webhook.WebhookId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Gives up on an endpoint. Changes nothing unless the webhook is active: what a person has decided stands.
 *
 * @param webhookId the webhook
 * @param reason why
 */
public record DisableWebhook(@TargetAggregateIdentifier WebhookId webhookId, DisableReason reason)
        implements WebhookCommand {}
