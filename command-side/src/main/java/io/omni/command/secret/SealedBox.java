package io.omni.command.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts bytes that are kept somewhere else, under AES-256-GCM (NIST SP 800-38D): the fingerprint of the master key, a fresh 96-bit
 * nonce, then the ciphertext with its 128-bit tag.
 */
public final class SealedBox {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_ID_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MasterKey masterKey;
    private final SecureRandom random = new SecureRandom();

    /** A box that opens with this key. */
    public SealedBox(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    /**
     * Encrypts.
     *
     * @param place where it will be kept; it opens nowhere else
     */
    public byte[] seal(String place, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] ciphertext = run(Cipher.ENCRYPT_MODE, place, nonce, plain);
        return ByteBuffer.allocate(KEY_ID_BYTES + NONCE_BYTES + ciphertext.length)
                .put(keyId())
                .put(nonce)
                .put(ciphertext)
                .array();
    }

    /**
     * Decrypts.
     *
     * @throws IllegalStateException when it was changed, kept elsewhere, or encrypted under another master key
     */
    public byte[] open(String place, byte[] sealed) {
        ByteBuffer parts = ByteBuffer.wrap(sealed);
        byte[] keyId = new byte[KEY_ID_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        parts.get(keyId).get(nonce);
        if (!Arrays.equals(keyId, keyId())) {
            throw new WrongMasterKey(
                    "It was encrypted with another master key; give all nodes the same OMNI_MASTER_KEY.");
        }
        byte[] ciphertext = new byte[parts.remaining()];
        parts.get(ciphertext);
        return run(Cipher.DECRYPT_MODE, place, nonce, ciphertext);
    }

    private byte[] keyId() {
        return masterKey.id().getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] run(int mode, String place, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, masterKey.key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What was encrypted for " + place + " can't be read.", e);
        }
    }
}
