package io.omni.query.webhook;

import io.omni.events.webhook.WebhookState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the webhooks.
 *
 * @param webhooks newest first
 * @param nextCursor where the next page begins; null at the end
 */
public record WebhookPage(
        List<WebhookState> webhooks, @Nullable String nextCursor) {}
