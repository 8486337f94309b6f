package io.omni.api.access;

import io.omni.events.access.KeyId;
import io.omni.events.id.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an API key: {@code omk_}, what follows {@code key_} in its id, {@code _}, and 32 random bytes in base64url. The id says
 * where to look, so that nothing is ever searched by the secret.
 */
record KeyToken(KeyId keyId, String secret) {
    private static final Pattern FORM = Pattern.compile("omk_([0-9a-z]{1,40})_([A-Za-z0-9_-]{43})");
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static KeyToken random(KeyId keyId) {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return new KeyToken(keyId, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Optional<KeyToken> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new KeyToken(new KeyId(KeyId.PREFIX + "_" + form.group(1)), form.group(2)))
                : Optional.empty();
    }

    String text() {
        return "omk_" + keyId.value().substring(KeyId.PREFIX.length() + 1) + "_" + secret;
    }

    String secretSha256() {
        return Hashes.sha256(secret);
    }

    /** Whether it is the secret with this hash, in a time that tells nothing of where they differ. */
    boolean hasHash(String sha256) {
        return MessageDigest.isEqual(
                secretSha256().getBytes(StandardCharsets.US_ASCII), sha256.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "KeyToken[" + keyId + "]";
    }
}
