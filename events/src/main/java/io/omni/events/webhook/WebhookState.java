package io.omni.events.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's events add up to. This is the only fold of them.
 *
 * @param webhookId the webhook
 * @param status where it stands
 * @param disabledReason why the platform gave up on it; null unless it is disabled
 * @param url where deliveries go
 * @param events the event types and patterns it subscribes to
 * @param ordering in which order they go out
 * @param description what it is for; null when that isn't said
 * @param keys what signs its deliveries, newest first; some may have ceased to
 * @param createdAt when it was registered
 * @param updatedAt when it last changed
 * @param version how many events it has
 */
public record WebhookState(
        WebhookId webhookId,
        WebhookStatus status,
        @Nullable DisableReason disabledReason,
        String url,
        List<String> events,
        Ordering ordering,
        @Nullable String description,
        List<SigningKey> keys,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Keeps its own copies. */
    public WebhookState {
        events = List.copyOf(events);
        keys = List.copyOf(keys);
    }

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link WebhookRegistered}
     * @param event what happened
     * @param at when it happened
     */
    public static WebhookState evolve(@Nullable WebhookState state, WebhookEvent event, Instant at) {
        if (event instanceof WebhookRegistered e) {
            return new WebhookState(
                    e.webhookId(),
                    WebhookStatus.ACTIVE,
                    null,
                    e.url(),
                    e.events(),
                    e.ordering(),
                    e.description(),
                    e.keys(),
                    at,
                    at,
                    1);
        }
        if (state == null) {
            throw new IllegalStateException("a webhook's history begins with webhook.registered");
        }
        return switch (event) {
            case WebhookRegistered _ -> throw new IllegalStateException("a webhook is registered once");
            case WebhookUpdated e -> state.updated(e, at);
            case WebhookPaused _ -> state.with(WebhookStatus.PAUSED, null, state.keys, at);
            case WebhookEnabled _ -> state.with(WebhookStatus.ACTIVE, null, state.keys, at);
            case WebhookDisabled e -> state.with(WebhookStatus.DISABLED, e.reason(), state.keys, at);
            case WebhookDeleted _ -> state.with(WebhookStatus.DELETED, null, state.keys, at);
            case WebhookSecretRotated e -> state.with(state.status, state.disabledReason, state.rotated(e, at), at);
            case WebhookTestRequested _, WebhookRedeliveryRequested _, WebhookReplayRequested _ ->
                state.with(state.status, state.disabledReason, state.keys, state.updatedAt);
        };
    }

    /** Whether its deliveries go out. */
    @JsonIgnore
    public boolean isActive() {
        return status == WebhookStatus.ACTIVE;
    }

    /** Whether it is gone. */
    @JsonIgnore
    public boolean isDeleted() {
        return status == WebhookStatus.DELETED;
    }

    private WebhookState updated(WebhookUpdated e, Instant at) {
        return new WebhookState(
                webhookId,
                status,
                disabledReason,
                e.url(),
                e.events(),
                e.ordering(),
                e.description(),
                keys,
                createdAt,
                at,
                version + 1);
    }

    private WebhookState with(
            WebhookStatus newStatus, @Nullable DisableReason reason, List<SigningKey> newKeys, Instant changedAt) {
        return new WebhookState(
                webhookId,
                newStatus,
                reason,
                url,
                events,
                ordering,
                description,
                newKeys,
                createdAt,
                changedAt,
                version + 1);
    }

    /** The new keys, and those old ones that still sign. */
    private List<SigningKey> rotated(WebhookSecretRotated e, Instant at) {
        Stream<SigningKey> old = keys.stream().filter(key -> key.isLive(at)).map(key -> key.until(e.oldValidUntil()));
        return Stream.concat(e.keys().stream(), old).toList();
    }
}
