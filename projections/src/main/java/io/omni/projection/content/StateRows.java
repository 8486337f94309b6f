package io.omni.projection.content;

import io.omni.projection.folding.FoldedRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the tables of folded aggregates share: states as JSON. */
final class StateRows<S> {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Class<S> type;
    private final ToLongFunction<S> version;
    private final String load;

    StateRows(DataSource processing, JsonMapper json, Class<S> type, ToLongFunction<S> version, String load) {
        this.jdbc = new JdbcTemplate(processing);
        this.json = json;
        this.type = type;
        this.version = version;
        this.load = load;
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    /** The rows with these ids; the statement gives id, position and state. */
    Map<String, FoldedRow<S>> load(Collection<String> ids) {
        Map<String, FoldedRow<S>> rows = new HashMap<>();
        jdbc.query(
                load,
                row -> {
                    String id = row.getString(1);
                    S state = json.readValue(row.getString(3), type);
                    rows.put(id, new FoldedRow<>(id, state, version.applyAsLong(state), row.getLong(2)));
                },
                (Object) ids.toArray(String[]::new));
        return rows;
    }

    String json(Object value) {
        return json.writeValueAsString(value);
    }

    static void setTime(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
        statement.setTimestamp(index, time == null ? null : Timestamp.from(time));
    }
}
