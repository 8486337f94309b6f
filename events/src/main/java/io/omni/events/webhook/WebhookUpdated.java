package io.omni.events.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook subscribes to, or where it goes, was changed. Holds the whole of it as it is from now on.
 *
 * @param webhookId the webhook
 * @param url where deliveries go
 * @param events the event types and patterns it subscribes to
 * @param ordering in which order they go out
 * @param description what it is for; null when that isn't said
 */
public record WebhookUpdated(
        WebhookId webhookId,
        String url,
        List<String> events,
        Ordering ordering,
        @Nullable String description) implements WebhookEvent {

    /** Keeps its own copy. */
    public WebhookUpdated {
        events = List.copyOf(events);
    }
}
