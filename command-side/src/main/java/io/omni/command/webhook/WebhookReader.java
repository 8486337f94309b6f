package io.omni.command.webhook;

import io.omni.events.webhook.WebhookId;
import io.omni.events.webhook.WebhookState;
import java.util.Optional;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
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
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            WebhookState state = webhooks.load(id.value()).invoke(Webhook::state);
            work.commit();
            return Optional.of(state).filter(found -> !found.isDeleted());
        } catch (AggregateNotFoundException e) {
            work.rollback(e);
            return Optional.empty();
        } catch (RuntimeException e) {
            work.rollback(e);
            throw e;
        }
    }
}
