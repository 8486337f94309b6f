package io.omni.command.webhook;

import io.omni.events.webhook.WebhookId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Sends the deliveries of a range of time again. Refused with {@code WEBHOOK_NOT_ACTIVE} unless the webhook is active.
 *
 * @param webhookId the webhook
 * @param since the first moment of the range
 * @param until the moment after its last
 * @param undeliveredOnly whether what has arrived already is left out
 */
public record ReplayToWebhook(
        @TargetAggregateIdentifier WebhookId webhookId, Instant since, Instant until, boolean undeliveredOnly)
        implements WebhookCommand {}
