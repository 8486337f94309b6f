package io.omni.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.events.access.KeyState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key.
 *
 * @param keyId its id, {@code key_…}
 * @param name what its maker calls it
 * @param scopes what it opens
 * @param tenant whose data it works on; null: the platform's own
 * @param createdAt when it was made
 * @param expiresAt from when on it opens nothing; null: never
 * @param key the key itself; there only in the answer that makes it, and never again
 */
record KeyResponse(
        String keyId,
        String name,
        List<String> scopes,
        @Nullable String tenant,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
    static KeyResponse of(KeyState state, @Nullable String key) {
        return new KeyResponse(
                state.keyId().value(),
                state.name(),
                state.scopes(),
                state.tenant(),
                state.createdAt(),
                state.expiresAt(),
                key);
    }
}
