package io.omni.api.whole;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Has every answer to a request with an idempotency key wait in the database before it is kept, until this is closed. */
final class HeldAnswers implements AutoCloseable {
    private static final String HOLD = """
            CREATE FUNCTION hold_answers() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF NEW.status IS NOT NULL THEN PERFORM pg_advisory_xact_lock(4711); END IF; RETURN NEW; END $$;
            CREATE TRIGGER hold_answers BEFORE UPDATE ON idempotent_request FOR EACH ROW EXECUTE FUNCTION hold_answers();
            """;

    private final SingleConnectionDataSource connection;
    private final JdbcTemplate jdbc;

    HeldAnswers(HikariDataSource database) {
        connection = new SingleConnectionDataSource(
                database.getJdbcUrl(), database.getUsername(), database.getPassword(), true);
        jdbc = new JdbcTemplate(connection);
        jdbc.execute(HOLD);
        jdbc.execute("SELECT pg_advisory_lock(4711)");
    }

    @Override
    public void close() {
        jdbc.execute("SELECT pg_advisory_unlock(4711)");
        jdbc.execute("DROP FUNCTION hold_answers() CASCADE");
        connection.destroy();
    }
}
