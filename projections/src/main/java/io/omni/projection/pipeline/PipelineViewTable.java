package io.omni.projection.pipeline;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code pipeline_view}, and moves its mark, on the connection of the transaction that is under way. */
@Component
class PipelineViewTable {
    /** Its name. */
    static final String TABLE = "pipeline_view";

    /** The table that tells those who keep lists of pipelines whether there is something new. */
    static final String MARK = "pipeline_mark";

    private static final String IDENTITY = "SELECT to_regclass('" + TABLE + "')::oid::bigint";

    private static final String LOAD = "SELECT position, state FROM " + TABLE + " WHERE pipeline_id = ANY(?)";

    // One statement whatever the number of rows. The conditions hold a writer off that another one has overtaken, and
    // one that
    // counts on rows of a table that a replay has exchanged: the statement locks the table before it looks which one it
    // is.
    private static final String WRITE = "WITH moved AS (INSERT INTO " + MARK
            + " (slot, moved) VALUES (pg_backend_pid() % 16, 1)"
            + " ON CONFLICT (slot) DO UPDATE SET moved = " + MARK + ".moved + 1)"
            + " INSERT INTO " + TABLE
            + " (pipeline_id, status, repository, branch, created_at, completed_at, version, position, overview, state)"
            + " SELECT id, status, repository, branch, created_at, completed_at, version, position,"
            + " convert_from(overview, 'UTF8'), convert_from(state, 'UTF8')"
            + " FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],"
            + " ?::bigint[], ?::bigint[], ?::bytea[], ?::bytea[])"
            + " AS row (id, status, repository, branch, created_at, completed_at, version, position, overview, state)"
            + " WHERE to_regclass('" + TABLE + "')::oid::bigint = ?"
            + " ON CONFLICT (pipeline_id) DO UPDATE SET status = excluded.status, completed_at = excluded.completed_at,"
            + " version = excluded.version, position = excluded.position, overview = excluded.overview,"
            + " state = excluded.state WHERE " + TABLE + ".version < excluded.version";

    private final JdbcTemplate jdbc;
    private final JsonMapper mapper;

    PipelineViewTable(
            @Qualifier("processingDataSource") DataSource dataSource, @Qualifier("eventMapper") JsonMapper mapper) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.mapper = mapper;
    }

    /** The rows of these pipelines, as far as there are any. */
    Map<PipelineId, PipelineViewRow> load(Collection<PipelineId> ids) {
        Map<PipelineId, PipelineViewRow> rows = HashMap.newHashMap(ids.size());
        jdbc.query(
                LOAD,
                statement -> setArray(
                        statement,
                        1,
                        "text",
                        ids.stream().map(PipelineId::value).toArray()),
                row -> {
                    PipelineState state = mapper.readValue(row.getString(2), PipelineState.class);
                    rows.put(state.pipelineId(), new PipelineViewRow(state, row.getLong(1)));
                });
        return rows;
    }

    /** Which table the name stands for now; it changes when a replay puts another one in its place. */
    long identity() {
        Long identity = jdbc.queryForObject(IDENTITY, Long.class);
        if (identity == null) {
            throw new IllegalStateException("there is no table " + TABLE);
        }
        return identity;
    }

    /**
     * Writes rows, all with one statement.
     *
     * @param identity the table that the rows were read from, as {@link #identity} said
     * @return false when somebody else has written a newer version of one of them, or the table is another one now; read them again
     */
    boolean write(List<PipelineViewRow> rows, long identity) {
        if (rows.isEmpty()) {
            return true;
        }
        int written = jdbc.update(WRITE, statement -> {
            setColumn(statement, 1, "text", rows, s -> s.pipelineId().value());
            setColumn(statement, 2, "text", rows, s -> s.status().wireName());
            setColumn(statement, 3, "text", rows, s -> s.config().repoUrl().canonical());
            setColumn(statement, 4, "text", rows, s -> s.config().branch().value());
            setColumn(statement, 5, "timestamptz", rows, s -> timestamp(s.createdAt()));
            setColumn(statement, 6, "timestamptz", rows, s -> timestamp(s.completedAt()));
            setColumn(statement, 7, "bigint", rows, PipelineState::version);
            setArray(
                    statement,
                    8,
                    "bigint",
                    rows.stream().map(PipelineViewRow::position).toArray());
            // The documents go as bytes: the driver would escape an array of texts character by character.
            setDocuments(statement, 9, rows, s -> mapper.writeValueAsBytes(Overview.of(s)));
            setDocuments(statement, 10, rows, mapper::writeValueAsBytes);
            statement.setLong(11, identity);
        });
        return written == rows.size();
    }

    private static void setColumn(
            PreparedStatement statement,
            int index,
            String type,
            List<PipelineViewRow> rows,
            Function<PipelineState, @Nullable Object> value)
            throws SQLException {
        setArray(
                statement,
                index,
                type,
                rows.stream().map(row -> value.apply(row.state())).toArray());
    }

    private static void setDocuments(
            PreparedStatement statement,
            int index,
            List<PipelineViewRow> rows,
            Function<PipelineState, byte[]> document)
            throws SQLException {
        byte[][] documents =
                rows.stream().map(row -> document.apply(row.state())).toArray(byte[][]::new);
        statement.setArray(index, statement.getConnection().createArrayOf("bytea", documents));
    }

    private static void setArray(PreparedStatement statement, int index, String type, @Nullable Object[] values)
            throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
