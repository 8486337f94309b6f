package io.omni.command.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether two secrets are the same without keeping either: HMAC-SHA-256 under the master key. Without the key, a short secret
 * can't be found by trying.
 */
public final class Fingerprints {
    private static final int BYTES = 8;

    private final SecretKeySpec key;

    /** Fingerprints under a key; with another key they all differ. */
    public Fingerprints(MasterKey masterKey) {
        this.key = new SecretKeySpec(masterKey.key().getEncoded(), "HmacSHA256");
    }

    /**
     * The fingerprint of a secret.
     *
     * @param place where the secret belongs; the same secret has another fingerprint in another place
     * @return 16 hexadecimal digits
     */
    public String of(String place, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update("io.omni.fingerprint.v1\0".getBytes(StandardCharsets.UTF_8));
            mac.update(place.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256.", e);
        }
    }
}
