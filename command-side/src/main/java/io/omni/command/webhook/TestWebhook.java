package io.omni.command.webhook;

import io.omni.events.webhook.DeliveryId;
import io.omni.events.webhook.WebhookId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Sends a delivery of type {@code webhook.test}, also while the webhook is paused or disabled.
 *
 * @param webhookId the webhook
 * @param deliveryId the id that the delivery will have
 */
public record TestWebhook(@TargetAggregateIdentifier WebhookId webhookId, DeliveryId deliveryId)
        implements WebhookCommand {}
