package io.omni.events.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its events add up to.
 *
 * @param keyId the key
 * @param name what its maker calls it
 * @param scopes the wire names of what it opens
 * @param tenant whose data it works on; null: the platform's own
 * @param expiresAt from when on it opens nothing; null: never
 * @param secretSha256 SHA-256 of its secret half, in lower-case hexadecimal digits
 * @param createdAt when it was made
 * @param revokedAt when it was taken back; null: it wasn't
 * @param version how many events it has
 */
public record KeyState(
        KeyId keyId,
        String name,
        List<String> scopes,
        @Nullable String tenant,
        @Nullable Instant expiresAt,
        String secretSha256,
        Instant createdAt,
        @Nullable Instant revokedAt,
        long version) {
    /** Takes an unchangeable copy of the scopes. */
    public KeyState {
        scopes = List.copyOf(scopes);
    }

    /**
     * The state after one more event.
     *
     * @param before null before the first
     * @throws IllegalStateException when a history doesn't begin with {@link KeyCreated}
     */
    public static KeyState evolve(@Nullable KeyState before, KeyEvent event, Instant at) {
        return switch (event) {
            case KeyCreated e ->
                new KeyState(e.keyId(), e.name(), e.scopes(), e.tenant(), e.expiresAt(), e.secretSha256(), at, null, 1);
            case KeyRevoked _ -> {
                if (before == null) {
                    throw new IllegalStateException("a key's history begins with key.created");
                }
                yield new KeyState(
                        before.keyId,
                        before.name,
                        before.scopes,
                        before.tenant,
                        before.expiresAt,
                        before.secretSha256,
                        before.createdAt,
                        at,
                        before.version + 1);
            }
        };
    }

    /** Whether it was taken back. */
    public boolean isRevoked() {
        return revokedAt != null;
    }

    /** Whether it opens anything at this time. */
    public boolean opensAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
