package io.omni.command.webhook.signing;

import io.omni.events.id.Hashes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** An Ed25519 key (RFC 8032) that signs deliveries which the receiver verifies without knowing a secret. */
public final class SigningKeyPair {
    private static final String ALGORITHM = "Ed25519";
    private static final int PUBLIC_BYTES = 32;
    private static final int FINGERPRINT = 16;

    private SigningKeyPair() {}

    /**
     * A new pair.
     *
     * @param privateKey the private key as base64 of its PKCS #8 form, to be kept encrypted
     * @param publicKey {@code whpk_} and base64 of the 32 bytes that verify
     * @param fingerprint the first 16 hexadecimal digits of the public key's SHA-256
     */
    public record Made(String privateKey, String publicKey, String fingerprint) {
        @Override
        public String toString() {
            return "Made[" + publicKey + "]";
        }
    }

    /** Makes a pair. */
    public static Made make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            // The X.509 form ends with the key itself (RFC 8410).
            byte[] bytes = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
            return new Made(
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    "whpk_" + Base64.getEncoder().encodeToString(bytes),
                    Hashes.sha256(bytes).substring(0, FINGERPRINT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    /** The signature of some bytes under a private key in its kept form, as {@code v1a,} and base64. */
    static String sign(String privateKey, byte[] content) {
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a kept signing key can't be used", e);
        }
    }
}
