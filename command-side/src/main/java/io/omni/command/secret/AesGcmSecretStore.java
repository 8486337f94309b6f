package io.omni.command.secret;

import io.omni.events.id.Ids;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps secrets in the table {@code secret}, each in a {@link SealedBox} that opens under its own reference only. */
public final class AesGcmSecretStore implements SecretStore {
    private final JdbcClient jdbc;
    private final SealedBox box;

    /**
     * A store on the database's own table.
     *
     * @param dataSource where the table {@code secret} is
     * @param masterKey what new secrets are encrypted under, and old ones must have been
     */
    public AesGcmSecretStore(DataSource dataSource, MasterKey masterKey) {
        this.jdbc = JdbcClient.create(dataSource);
        this.box = new SealedBox(masterKey);
    }

    @Override
    public String store(String secret) {
        String reference = Ids.next("secret");
        SealedBox.Parts sealed = box.encrypt(reference, secret.getBytes(StandardCharsets.UTF_8));
        jdbc.sql("INSERT INTO secret (reference, key_id, nonce, ciphertext) VALUES (?, ?, ?, ?)")
                .params(reference, sealed.keyId(), sealed.nonce(), sealed.ciphertext())
                .update();
        return reference;
    }

    @Override
    public String reveal(String reference) {
        SealedBox.Parts sealed = jdbc.sql("SELECT key_id, nonce, ciphertext FROM secret WHERE reference = ?")
                .param(reference)
                .query((found, _) -> new SealedBox.Parts(
                        found.getString("key_id"), found.getBytes("nonce"), found.getBytes("ciphertext")))
                .optional()
                .orElseThrow(() -> new IllegalStateException("There is no secret " + reference + "."));
        return new String(box.decrypt(reference, sealed), StandardCharsets.UTF_8);
    }

    @Override
    public void forget(String reference) {
        jdbc.sql("DELETE FROM secret WHERE reference = ?").param(reference).update();
    }
}
