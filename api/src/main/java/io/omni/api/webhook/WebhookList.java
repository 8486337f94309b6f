package io.omni.api.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of webhooks.
 *
 * @param webhooks newest first
 * @param nextCursor what to send as {@code cursor} for the next page; null at the end
 */
record WebhookList(List<WebhookResponse> webhooks, @Nullable String nextCursor) {}
