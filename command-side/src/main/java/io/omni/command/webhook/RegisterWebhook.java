package io.omni.command.webhook;

import io.omni.events.webhook.Ordering;
import io.omni.events.webhook.SigningKey;
import io.omni.events.webhook.WebhookId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes an address to events. What is asked for has been checked already.
 *
 * @param webhookId the new webhook's id
 * @param url where deliveries go
 * @param events the event types and patterns it subscribes to
 * @param ordering in which order they go out
 * @param description what it is for; null when that isn't said
 * @param keys what signs its deliveries
 */
public record RegisterWebhook(
        @TargetAggregateIdentifier WebhookId webhookId,
        String url,
        List<String> events,
        Ordering ordering,
        @Nullable String description,
        List<SigningKey> keys)
        implements WebhookCommand {}
