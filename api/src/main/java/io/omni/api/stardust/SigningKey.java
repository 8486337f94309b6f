package io.omni.api.stardust;

import io.omni.command.secret.SecretStore;
import io.omni.events.id.Ids;
import io.omni.events.tlog.NoteSigner;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The key that all nodes on a database sign its ledger with. The first node makes it; it lies encrypted under the master key. */
final class SigningKey {
    private static final String ORIGIN = "omni-orchestrator/stardust/";

    private final JdbcTemplate jdbc;
    private final SecretStore secrets;

    SigningKey(DataSource dataSource, SecretStore secrets) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.secrets = secrets;
    }

    NoteSigner load() {
        List<String> references = references();
        if (references.isEmpty()) {
            make();
            references = references();
        }
        return NoteSigner.of(secrets.reveal(references.getFirst()));
    }

    private List<String> references() {
        return jdbc.queryForList("SELECT secret_ref FROM stardust_key", String.class);
    }

    private void make() {
        String generated = NoteSigner.generate(ORIGIN + Ids.next("ledger"));
        String reference = secrets.store(generated);
        int made = jdbc.update(
                "INSERT INTO stardust_key (public_key, secret_ref) VALUES (?, ?) ON CONFLICT DO NOTHING",
                NoteSigner.of(generated).key().toString(),
                reference);
        if (made == 0) {
            // Another node was faster; its key is the ledger's.
            secrets.forget(reference);
        }
    }
}
