package io.omni.command.webhook;

import io.omni.command.eventstore.StoredAggregates;
import io.omni.events.webhook.WebhookId;
import io.omni.events.webhook.WebhookState;
import java.util.Optional;
import org.axonframework.common.caching.Cache;
import org.axonframework.modelling.command.Repository;

/** Reads a webhook as it is stored at this moment. */
public final class WebhookReader {
    private final Repository<Webhook> webhooks;
    private final Cache aggregates;

    WebhookReader(Repository<Webhook> webhooks, Cache aggregates) {
        this.webhooks = webhooks;
        this.aggregates = aggregates;
    }

    /** The webhook; empty when there is none, or it was deleted. */
    public Optional<WebhookState> find(WebhookId id) {
        // Another node may have changed it since this one cached it.
        aggregates.remove(id.value());
        return StoredAggregates.read(webhooks, id.value(), Webhook::state).filter(found -> !found.isDeleted());
    }
}
