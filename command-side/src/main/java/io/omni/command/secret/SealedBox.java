package io.omni.command.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
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
        Parts parts = encrypt(place, plain);
        return ByteBuffer.allocate(KEY_ID_BYTES + NONCE_BYTES + parts.ciphertext.length)
                .put(parts.keyId.getBytes(StandardCharsets.US_ASCII))
                .put(parts.nonce)
                .put(parts.ciphertext)
                .array();
    }

    /**
     * Decrypts.
     *
     * @throws WrongMasterKey when it was encrypted under another master key
     * @throws IllegalStateException when it was changed, or kept elsewhere
     */
    public byte[] open(String place, byte[] sealed) {
        if (sealed.length < KEY_ID_BYTES + NONCE_BYTES) {
            throw new IllegalStateException("What was encrypted for " + place + " was cut short.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        byte[] keyId = new byte[KEY_ID_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] ciphertext = new byte[sealed.length - KEY_ID_BYTES - NONCE_BYTES];
        bytes.get(keyId).get(nonce).get(ciphertext);
        return decrypt(place, new Parts(new String(keyId, StandardCharsets.US_ASCII), nonce, ciphertext));
    }

    /** Encrypts into parts that are kept apart. */
    Parts encrypt(String place, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return new Parts(masterKey.id(), nonce, run(Cipher.ENCRYPT_MODE, place, nonce, plain));
    }

    /** Decrypts from parts, like {@link #open}. */
    byte[] decrypt(String place, Parts parts) {
        if (!parts.keyId.equals(masterKey.id())) {
            throw new WrongMasterKey("What was encrypted for " + place + " needs the master key " + parts.keyId
                    + ", but this node has " + masterKey.id()
                    + "; set OMNI_MASTER_KEY to the key that was in use then.");
        }
        return run(Cipher.DECRYPT_MODE, place, parts.nonce, parts.ciphertext);
    }

    /** What encrypting comes to: under which key, with which nonce, and the ciphertext with its tag. */
    record Parts(String keyId, byte[] nonce, byte[] ciphertext) {}

    private byte[] run(int mode, String place, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, masterKey.key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What was encrypted for " + place + " was changed since.", e);
        }
    }
}
