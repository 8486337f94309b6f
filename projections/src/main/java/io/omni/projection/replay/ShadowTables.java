package io.omni.projection.replay;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The tables that a replay writes: a schema of its own holds them under the live ones' names, so that a projection's SQL serves both,
 * depending on the search path alone. Every method belongs to the running transaction.
 */
@Component
class ShadowTables {
    private static final String LIVE = "current_schema()";

    private final JdbcTemplate jdbc;

    ShadowTables(@Qualifier("processingDataSource") DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Makes empty tables, shaped and indexed as the live ones are; what an earlier replay left is dropped. */
    void create(ReplayableProjection projection) {
        String schema = schema(projection);
        drop(projection);
        jdbc.execute("CREATE SCHEMA " + schema);
        for (String table : projection.tables()) {
            jdbc.execute("CREATE TABLE " + schema + "." + table + " (LIKE " + table
                    + " INCLUDING ALL EXCLUDING INDEXES EXCLUDING CONSTRAINTS)" + options(table));
            run(
                    "SELECT format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', ?::text, ?::text, conname,"
                            + " pg_get_constraintdef(oid)) FROM pg_constraint WHERE conrelid = ?::regclass"
                            + " AND contype IN ('p', 'u', 'c') ORDER BY conname",
                    schema, table, table);
            // The definition names the live table with or without its schema, always right after ON.
            run(
                    "SELECT regexp_replace(pg_get_indexdef(i.indexrelid), ' ON \\S+ ', format(' ON %I.%I ', ?::text,"
                            + " ?::text)) FROM pg_index i WHERE i.indrelid = ?::regclass AND NOT EXISTS"
                            + " (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
                    schema, table, table);
        }
    }

    /** Drops them, if there are any. */
    void drop(ReplayableProjection projection) {
        jdbc.execute("DROP SCHEMA IF EXISTS " + schema(projection) + " CASCADE");
    }

    /** Makes the names of the projection's tables mean these until the transaction ends. */
    void use(ReplayableProjection projection) {
        String live = jdbc.queryForObject("SELECT quote_ident(" + LIVE + ")", String.class);
        jdbc.execute("SET LOCAL search_path TO " + schema(projection) + ", " + live);
    }

    /**
     * Keeps everybody else away from the live tables until the transaction ends.
     *
     * @param patienceMillis how long to wait for those who use them now; others wait behind
     */
    void lockLive(ReplayableProjection projection, int patienceMillis) {
        jdbc.execute("SET LOCAL lock_timeout TO " + patienceMillis);
        jdbc.execute("LOCK TABLE " + String.join(", ", projection.tables()) + " IN ACCESS EXCLUSIVE MODE");
    }

    /** Puts these tables in the live ones' place. */
    void exchange(ReplayableProjection projection) {
        jdbc.execute("RESET search_path");
        String live = jdbc.queryForObject("SELECT quote_ident(" + LIVE + ")", String.class);
        jdbc.execute("DROP TABLE " + String.join(", ", projection.tables()));
        for (String table : projection.tables()) {
            jdbc.execute("ALTER TABLE " + schema(projection) + "." + table + " SET SCHEMA " + live);
        }
        jdbc.execute("DROP SCHEMA " + schema(projection));
    }

    private String options(String table) {
        List<String> options = jdbc.queryForList(
                "SELECT unnest(reloptions) FROM pg_class WHERE oid = ?::regclass", String.class, table);
        return options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")";
    }

    private void run(String statements, Object... arguments) {
        jdbc.queryForList(statements, String.class, arguments).forEach(jdbc::execute);
    }

    private static String schema(ReplayableProjection projection) {
        return "omni_replay_" + projection.name().replace('-', '_');
    }
}
