package io.omni.command.webhook;

import io.omni.events.webhook.SigningKey;
import io.omni.events.webhook.WebhookId;
import java.time.Duration;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Gives a webhook new keys; the old ones sign beside them for a while.
 *
 * @param webhookId the webhook
 * @param keys the new keys
 * @param overlap how long the old ones still sign, 0 to 7 days
 */
public record RotateWebhookSecret(
        @TargetAggregateIdentifier WebhookId webhookId, List<SigningKey> keys, Duration overlap)
        implements WebhookCommand {}
