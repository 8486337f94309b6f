package io.omni.events.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key that deliveries are signed with. The key itself lies encrypted beside the events; this is how it is known.
 *
 * @param kind how it signs
 * @param secretRef where the key is kept, {@code secret_…}
 * @param fingerprint the first 16 hexadecimal digits of the key's SHA-256
 * @param publicKey what verifies an Ed25519 signature: {@code whpk_} and base64 of its 32 bytes; null for a shared secret
 * @param validUntil when it ceases to sign; null: until it is rotated
 */
public record SigningKey(
        Kind kind,
        String secretRef,
        String fingerprint,
        @Nullable String publicKey,
        @Nullable Instant validUntil) {

    /** How a key signs, by the names of Standard Webhooks. */
    public enum Kind {
        /** HMAC-SHA256 under a shared secret: {@code v1}. */
        HMAC,
        /** Ed25519: {@code v1a}. */
        ED25519;

        /** The name in JSON: lower case. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The value with this wire name.
         *
         * @throws IllegalArgumentException when there is none
         */
        @JsonCreator
        public static Kind of(String wireName) {
            for (Kind value : values()) {
                if (value.wireName().equals(wireName)) {
                    return value;
                }
            }
            throw new IllegalArgumentException("unknown value '" + wireName + "'");
        }
    }

    /** Whether it signs at a point in time. */
    public boolean isLive(Instant at) {
        return validUntil == null || at.isBefore(validUntil);
    }

    /** The same key, ceasing to sign at a point in time, or earlier if it was to. */
    public SigningKey until(Instant end) {
        Instant earlier = validUntil != null && validUntil.isBefore(end) ? validUntil : end;
        return new SigningKey(kind, secretRef, fingerprint, publicKey, earlier);
    }
}
