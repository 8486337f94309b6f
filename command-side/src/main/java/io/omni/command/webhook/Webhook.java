package io.omni.command.webhook;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.webhook.WebhookEvent;
import io.omni.events.webhook.WebhookRegistered;
import io.omni.events.webhook.WebhookState;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A webhook as an aggregate: its state is the fold of its events, its decisions are {@link WebhookDecider}'s. */
@AggregateRoot(type = "webhook")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Webhook {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable WebhookState state;

    /** For the repository, which then replays the events. */
    Webhook() {}

    static Webhook register(RegisterWebhook c) {
        Webhook webhook = new Webhook();
        AggregateLifecycle.apply(
                new WebhookRegistered(c.webhookId(), c.url(), c.events(), c.ordering(), c.description(), c.keys()));
        return webhook;
    }

    /** Decides on a command and applies what it changes; whether anything changed. */
    boolean decide(WebhookCommand command, Instant now) {
        List<WebhookEvent> events = WebhookDecider.decide(state(), command, now);
        events.forEach(AggregateLifecycle::apply);
        return !events.isEmpty();
    }

    WebhookState state() {
        if (state == null) {
            throw new IllegalStateException("a webhook's history begins with webhook.registered");
        }
        return state;
    }

    @EventSourcingHandler
    void evolve(WebhookEvent event, @Timestamp Instant at) {
        id = event.webhookId().value();
        state = WebhookState.evolve(state, event, at);
    }
}
