package io.omni.events.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants to be told.
 *
 * @param webhookId the webhook
 * @param url where deliveries go
 * @param events the event types and patterns it subscribes to, see {@link EventPattern}
 * @param ordering in which order they go out
 * @param description what it is for, in the caller's words; null when it wasn't said
 * @param keys what signs its deliveries
 */
public record WebhookRegistered(
        WebhookId webhookId,
        String url,
        List<String> events,
        Ordering ordering,
        @Nullable String description,
        List<SigningKey> keys)
        implements WebhookEvent {

    /** Keeps its own copies. */
    public WebhookRegistered {
        events = List.copyOf(events);
        keys = List.copyOf(keys);
    }
}
