package io.omni.command.webhook;

import io.omni.events.webhook.Ordering;
import io.omni.events.webhook.WebhookId;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is named and leaves the rest as it is. Refused with {@code PRECONDITION_FAILED} when the webhook has changed since the
 * version that the caller saw.
 *
 * @param webhookId the webhook
 * @param expectedVersions the versions of which it must have one; null when that doesn't matter
 * @param url where deliveries go; null: as it is
 * @param events the event types and patterns it subscribes to; null: as it is
 * @param ordering in which order they go out; null: as it is
 * @param description what it is for, empty for nothing; null: as it is
 * @param enabled true: deliveries go out, also after the platform gave up; false: they wait; null: as it is
 */
public record ChangeWebhook(
        @TargetAggregateIdentifier WebhookId webhookId,
        @Nullable Set<Long> expectedVersions,
        @Nullable String url,
        @Nullable List<String> events,
        @Nullable Ordering ordering,
        @Nullable String description,
        @Nullable Boolean enabled)
        implements WebhookCommand {}
