package io.omni.api.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks to be told of events.
 *
 * @param url where deliveries go: http or https, at most 2,048 characters; required
 * @param events event types and patterns ({@code pipeline.*}, {@code *}), 1 to 100 of them; required
 * @param secret what deliveries are signed with: 16 to 256 characters, or {@code whsec_} and base64 of 24 to 64 bytes; made and shown once
 *     when left out
 * @param ordering {@code unordered} (the default), or {@code fifo} for one after the other of every subject
 * @param description what it is for, at most 500 characters
 * @param ed25519 whether deliveries are signed with an Ed25519 key beside the secret
 */
record RegisterRequest(
        @Nullable String url,
        @Nullable List<@Nullable String> events,
        @Nullable String secret,
        @Nullable String ordering,
        @Nullable String description,
        @Nullable Boolean ed25519) {
    @Override
    public String toString() {
        return "RegisterRequest[secret left out]";
    }
}
