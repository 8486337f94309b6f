package io.omni.command.secret;

import io.omni.events.id.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps secrets in the table {@code secret} under AES-256-GCM (NIST SP 800-38D): a fresh 96-bit nonce for each, a 128-bit
 * tag, and the reference as associated data, so that a row can't be passed off as another.
 */
public final class AesGcmSecretStore implements SecretStore {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final JdbcClient jdbc;
    private final MasterKey masterKey;
    private final SecureRandom random = new SecureRandom();

    /**
     * A store on the database's own table.
     *
     * @param dataSource where the table {@code secret} is
     * @param masterKey what new secrets are encrypted under, and old ones must have been
     */
    public AesGcmSecretStore(DataSource dataSource, MasterKey masterKey) {
        this.jdbc = JdbcClient.create(dataSource);
        this.masterKey = masterKey;
    }

    @Override
    public String store(String secret) {
        String reference = Ids.next("secret");
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] ciphertext = encrypt(reference, nonce, secret);
        jdbc.sql("INSERT INTO secret (reference, key_id, nonce, ciphertext) VALUES (?, ?, ?, ?)")
                .params(reference, masterKey.id(), nonce, ciphertext)
                .update();
        return reference;
    }

    @Override
    public String reveal(String reference) {
        Row row = jdbc.sql("SELECT key_id, nonce, ciphertext FROM secret WHERE reference = ?")
                .param(reference)
                .query((found, number) ->
                        new Row(found.getString("key_id"), found.getBytes("nonce"), found.getBytes("ciphertext")))
                .optional()
                .orElseThrow(() -> new IllegalStateException("There is no secret " + reference + "."));
        if (!row.keyId().equals(masterKey.id())) {
            throw new WrongMasterKey("The secret " + reference + " was encrypted with the master key "
                    + row.keyId() + ", but this node has " + masterKey.id()
                    + "; set OMNI_MASTER_KEY to the key that was in use then.");
        }
        return decrypt(reference, row);
    }

    @Override
    public void forget(String reference) {
        jdbc.sql("DELETE FROM secret WHERE reference = ?").param(reference).update();
    }

    private byte[] encrypt(String reference, byte[] nonce, String secret) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, reference, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret could not be encrypted.", e);
        }
    }

    private String decrypt(String reference, Row row) {
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, reference, row.nonce()).doFinal(row.ciphertext());
            return new String(plain, StandardCharsets.UTF_8);
        } catch (AEADBadTagException changed) {
            throw new IllegalStateException("The secret " + reference + " was changed in the database.", changed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret " + reference + " could not be decrypted.", e);
        }
    }

    private Cipher cipher(int mode, String reference, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, masterKey.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(reference.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private record Row(String keyId, byte[] nonce, byte[] ciphertext) {}
}
