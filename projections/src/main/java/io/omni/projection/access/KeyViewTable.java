package io.omni.projection.access;

import io.omni.events.access.KeyId;
import io.omni.events.access.KeyState;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code api_key_view}, on the connection of the transaction that is under way. */
@Component
class KeyViewTable {
    private static final String LOAD = "SELECT state FROM api_key_view WHERE key_id = ?";
    private static final String WRITE =
            "INSERT INTO api_key_view (key_id, tenant, created_at, revoked, version, state) VALUES (?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (key_id) DO UPDATE SET revoked = excluded.revoked, version = excluded.version,"
                    + " state = excluded.state WHERE api_key_view.version < excluded.version";

    private final JdbcTemplate jdbc;
    private final JsonMapper mapper;

    KeyViewTable(
            @Qualifier("processingDataSource") DataSource dataSource, @Qualifier("eventMapper") JsonMapper mapper) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.mapper = mapper;
    }

    @Nullable
    KeyState load(KeyId id) {
        return jdbc.query(
                LOAD, rows -> rows.next() ? mapper.readValue(rows.getString(1), KeyState.class) : null, id.value());
    }

    void write(KeyState state) {
        jdbc.update(
                WRITE,
                state.keyId().value(),
                state.tenant(),
                state.createdAt().atOffset(ZoneOffset.UTC),
                state.isRevoked(),
                state.version(),
                mapper.writeValueAsString(state));
    }
}
