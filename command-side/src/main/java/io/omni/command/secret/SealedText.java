package io.omni.command.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts texts that are kept outside the database, under AES-256-GCM with a fresh 96-bit nonce and a 128-bit tag each time. */
public final class SealedText {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MasterKey masterKey;
    private final SecureRandom random = new SecureRandom();

    /** Seals under a key, and opens what was sealed under it. */
    public SealedText(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    /** The text, encrypted, as base64. */
    public String seal(String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    /**
     * The text that was sealed.
     *
     * @throws WrongMasterKey when it was sealed under another key, or was changed since
     */
    public String open(String sealed) {
        byte[] bytes = Base64.getDecoder().decode(sealed.strip());
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        byte[] text = run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, masterKey.key(), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new WrongMasterKey(
                    "A sealed file can't be read: set OMNI_MASTER_KEY to the key that was in use when it was written; if it is set to"
                            + " that, the file was changed.",
                    e);
        }
    }
}
