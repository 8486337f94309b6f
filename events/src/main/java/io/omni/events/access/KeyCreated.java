package io.omni.events.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key was made.
 *
 * @param keyId the key
 * @param name what its maker calls it, 1 to 100 characters
 * @param scopes the wire names of what it opens, in order, without repeats
 * @param tenant whose data it works on; null: the platform's own
 * @param expiresAt from when on it opens nothing; null: never
 * @param secretSha256 SHA-256 of its secret half, in lower-case hexadecimal digits. The secret has 256 random bits, so nobody finds it
 *     from this
 */
public record KeyCreated(
        KeyId keyId,
        String name,
        List<String> scopes,
        @Nullable String tenant,
        @Nullable Instant expiresAt,
        String secretSha256)
        implements KeyEvent {
    /** Takes an unchangeable copy of the scopes. */
    public KeyCreated {
        scopes = List.copyOf(scopes);
    }
}
