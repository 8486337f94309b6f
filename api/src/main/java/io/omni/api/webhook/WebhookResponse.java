package io.omni.api.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.events.webhook.SigningKey;
import io.omni.events.webhook.WebhookState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook.
 *
 * @param webhookId its id, {@code wh_…}
 * @param url where deliveries go
 * @param events the event types and patterns it subscribes to
 * @param status {@code active}, {@code paused} or {@code disabled}
 * @param disabledReason {@code gone} or {@code failing}; null unless it is disabled
 * @param ordering {@code unordered} or {@code fifo}
 * @param description what it is for; null when that isn't said
 * @param keys what signs its deliveries
 * @param createdAt when it was registered
 * @param updatedAt when it last changed
 * @param secret the secret; only in the answer to the request that had it made
 */
record WebhookResponse(
        String webhookId,
        String url,
        List<String> events,
        String status,
        @Nullable String disabledReason,
        String ordering,
        @Nullable String description,
        List<Key> keys,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    /**
     * A key that deliveries are signed with.
     *
     * @param kind {@code hmac} or {@code ed25519}
     * @param fingerprint the first 16 hexadecimal digits of its SHA-256
     * @param publicKey what verifies an Ed25519 signature: {@code whpk_} and base64; null for a secret
     * @param validUntil when it ceases to sign; null: until it is rotated
     */
    record Key(
            String kind,
            String fingerprint,
            @Nullable String publicKey,
            @Nullable Instant validUntil) {
        static Key of(SigningKey key) {
            return new Key(key.kind().wireName(), key.fingerprint(), key.publicKey(), key.validUntil());
        }
    }

    static WebhookResponse of(WebhookState state, @Nullable String secret, Instant now) {
        return new WebhookResponse(
                state.webhookId().value(),
                state.url(),
                state.events(),
                state.status().wireName(),
                state.disabledReason() == null ? null : state.disabledReason().wireName(),
                state.ordering().wireName(),
                state.description(),
                state.keys().stream()
                        .filter(key -> key.isLive(now))
                        .map(Key::of)
                        .toList(),
                state.createdAt(),
                state.updatedAt(),
                secret);
    }
}
