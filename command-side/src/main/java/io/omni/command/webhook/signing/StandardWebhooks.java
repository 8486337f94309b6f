package io.omni.command.webhook.signing;

import io.omni.events.webhook.SigningKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headers that make a body a delivery by <a href="https://www.standardwebhooks.com">Standard Webhooks 1.0</a>: signed is
 * {@code id.timestamp.body}, once with every live key.
 */
public final class StandardWebhooks {
    /** Names the message; the same for every attempt. */
    public static final String ID = "webhook-id";
    /** When the attempt was made, in Unix seconds. */
    public static final String TIMESTAMP = "webhook-timestamp";
    /** The signatures, separated by spaces. */
    public static final String SIGNATURE = "webhook-signature";

    private StandardWebhooks() {}

    /**
     * A key with what it signs with.
     *
     * @param kind how it signs
     * @param secret a {@link SigningSecret}'s text, or a {@link SigningKeyPair}'s private key
     */
    public record Key(SigningKey.Kind kind, String secret) {
        @Override
        public String toString() {
            return "Key[" + kind + "]";
        }
    }

    /**
     * The three headers.
     *
     * @param id the message's id, without a dot
     * @param at when the attempt is made
     * @param body the very bytes that are sent
     * @param keys what signs, newest first; at least one
     */
    public static Map<String, String> headers(String id, Instant at, byte[] body, List<Key> keys) {
        String seconds = Long.toString(at.getEpochSecond());
        ByteArrayOutputStream content = new ByteArrayOutputStream(body.length + 64);
        content.writeBytes((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        byte[] signed = content.toByteArray();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(ID, id);
        headers.put(TIMESTAMP, seconds);
        headers.put(SIGNATURE, keys.stream().map(key -> sign(key, signed)).collect(Collectors.joining(" ")));
        return headers;
    }

    private static String sign(Key key, byte[] content) {
        return switch (key.kind()) {
            case HMAC -> SigningSecret.of(key.secret()).sign(content);
            case ED25519 -> SigningKeyPair.sign(key.secret(), content);
        };
    }
}
