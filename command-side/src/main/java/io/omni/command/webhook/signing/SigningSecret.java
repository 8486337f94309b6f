package io.omni.command.webhook.signing;

import io.omni.events.id.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that a webhook and its receiver share. {@code whsec_} and base64 stands for 24 to 64 bytes, as Standard Webhooks has it;
 * any other text of 16 to 256 characters for its bytes in UTF-8.
 */
public final class SigningSecret {
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int FEWEST_CHARACTERS = 16;
    private static final int MOST_CHARACTERS = 256;
    private static final int NEW_BYTES = 32;
    private static final int FINGERPRINT = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final String text;
    private final byte[] key;

    private SigningSecret(String text, byte[] key) {
        this.text = text;
        this.key = key;
    }

    /**
     * Reads a secret.
     *
     * @throws IllegalArgumentException with a sentence for the caller when it is none; the sentence doesn't repeat it
     */
    public static SigningSecret of(String text) {
        if (text.startsWith(PREFIX)) {
            return new SigningSecret(text, decoded(text.substring(PREFIX.length())));
        }
        int characters = text.codePointCount(0, text.length());
        if (characters < FEWEST_CHARACTERS || characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a secret has 16 to 256 characters");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("a secret holds whole characters only");
        }
        return new SigningSecret(text, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A new secret of 32 random bytes. */
    public static SigningSecret random(SecureRandom random) {
        byte[] bytes = new byte[NEW_BYTES];
        random.nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes), bytes);
    }

    /** The secret itself, to be kept encrypted or shown once. */
    public String text() {
        return text;
    }

    /** Names the secret without giving it away. */
    public String fingerprint() {
        return Hashes.sha256(key).substring(0, FINGERPRINT);
    }

    /** The signature of some bytes, as {@code v1,} and base64. */
    String sign(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Names it only. */
    @Override
    public String toString() {
        return "SigningSecret[" + fingerprint() + "]";
    }

    private static byte[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length >= FEWEST_BYTES && bytes.length <= MOST_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // The sentence below says what it should be.
        }
        throw new IllegalArgumentException("after whsec_ comes the base64 of 24 to 64 bytes");
    }
}
