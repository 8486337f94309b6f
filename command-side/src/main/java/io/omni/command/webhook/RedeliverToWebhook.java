package io.omni.command.webhook;

import io.omni.events.webhook.DeliveryId;
import io.omni.events.webhook.WebhookId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Sends a delivery once more, now. Refused with {@code WEBHOOK_NOT_ACTIVE} unless the webhook is active.
 *
 * @param webhookId the webhook
 * @param deliveryId one of its deliveries
 */
public record RedeliverToWebhook(@TargetAggregateIdentifier WebhookId webhookId, DeliveryId deliveryId)
        implements WebhookCommand {}
