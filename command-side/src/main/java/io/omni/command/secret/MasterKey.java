package io.omni.command.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The AES-256 key that secrets are encrypted under, and a fingerprint that names it without giving it away. */
public final class MasterKey {
    /** The length of the key in bytes. */
    public static final int BYTES = 32;

    /** The shortest text a key may be derived from, in characters. */
    public static final int SHORTEST_TEXT = 16;

    // Every node of one platform must derive the same key from the same text, so the salt can't be random.
    private static final byte[] SALT = "io.omni.master-key.v1".getBytes(StandardCharsets.US_ASCII);
    private static final int ITERATIONS = 210_000;

    private final SecretKeySpec key;
    private final String id;

    private MasterKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
        this.id = fingerprint(bytes);
    }

    /**
     * The key that a setting or a key file stands for.
     *
     * @param text base64 of exactly 32 bytes is the key itself; any other text of at least 16 characters is run through
     *     PBKDF2-HMAC-SHA256
     * @throws IllegalArgumentException when the text is shorter
     */
    public static MasterKey of(String text) {
        byte[] decoded = decoded(text);
        if (decoded.length == BYTES) {
            return new MasterKey(decoded);
        }
        if (text.length() < SHORTEST_TEXT) {
            throw new IllegalArgumentException("A master key needs at least " + SHORTEST_TEXT + " characters.");
        }
        return new MasterKey(derived(text));
    }

    /** A new key at random, as base64, to be kept in a file. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Names the key: 16 hexadecimal digits from which it can't be found. */
    public String id() {
        return id;
    }

    SecretKey key() {
        return key;
    }

    /** Names the key only. */
    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            // Then it's a passphrase, which is derived from.
            return new byte[0];
        }
    }

    private static byte[] derived(String text) {
        PBEKeySpec spec = new PBEKeySpec(text.toCharArray(), SALT, ITERATIONS, BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2WithHmacSHA256.", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String fingerprint(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("io.omni.key-id.v1:".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(key), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
