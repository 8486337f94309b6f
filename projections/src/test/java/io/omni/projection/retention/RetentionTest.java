package io.omni.projection.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        dataSource = postgres.getPostgresDatabase();
        jdbc = new JdbcTemplate(dataSource);
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Test
    void months_past_their_retention_are_dropped_whole_and_younger_ones_stay() {
        MonthPartitions partitions = new MonthPartitions(dataSource);
        for (String month : List.of("2025-08", "2026-08", "2026-09", "2026-10")) {
            Instant at = Instant.parse(month + "-15T00:00:00Z");
            partitions.ensure("event_log_view", List.of(at));
            jdbc.update(
                    "INSERT INTO event_log_view (sequence, event_id, type, subject, occurred_at, data)"
                            + " VALUES (nextval('domain_event_global_index_seq'), 'e', 't', 's', ?::timestamptz, '{}')",
                    at.toString());
        }

        retention(
                        Period.ofDays(60),
                        RetainedTable.byMonth("event_log_view", "occurred_at", RetentionSettings::eventLog))
                .run();

        assertThat(jdbc.queryForList("SELECT occurred_at::date::text FROM event_log_view ORDER BY 1", String.class))
                .containsExactly("2026-09-15", "2026-10-15");
        assertThat(partitions.months("event_log_view"))
                .as("with the ones that will be needed soon")
                .extracting(Object::toString)
                .containsExactly("2026-09", "2026-10", "2026-11");
        assertThat(jdbc.queryForObject("SELECT to_regclass('event_log_view_y2025m08')::text", String.class))
                .isNull();
    }

    @Test
    void rows_of_other_tables_are_deleted_and_nothing_is_when_they_are_kept_for_ever() {
        for (int day : List.of(1, 100)) {
            jdbc.update(
                    "INSERT INTO stage_log VALUES ('pipe', 'test', 1, 1, ?, ?::timestamptz, 'INFO', 'm')",
                    day,
                    NOW.minus(Period.ofDays(day)).toString());
        }
        RetainedTable logs = RetainedTable.byRow("stage_log", "logged_at", RetentionSettings::stageLogs);

        retention(null, logs).run();
        assertThat(lines()).containsExactly(1, 100);

        retention(Period.ofDays(90), logs).run();
        assertThat(lines()).containsExactly(1);
    }

    @Test
    void a_partition_is_made_once_however_many_ask_for_it_and_a_row_without_one_is_refused() {
        jdbc.execute("CREATE TABLE probe (at timestamptz NOT NULL, n int) PARTITION BY RANGE (at)");
        MonthPartitions partitions = new MonthPartitions(dataSource);

        assertThatThrownBy(() -> jdbc.update("INSERT INTO probe VALUES ('2026-01-31T23:59:59Z', 1)"))
                .hasMessageContaining("no partition");
        partitions.ensure(
                "probe", List.of(Instant.parse("2026-01-31T23:59:59Z"), Instant.parse("2026-02-01T00:00:00Z")));
        new MonthPartitions(dataSource).ensure("probe", List.of(Instant.parse("2026-01-01T00:00:00Z")));
        jdbc.update("INSERT INTO probe VALUES ('2026-01-31T23:59:59Z', 1), ('2026-02-01T00:00:00Z', 2)");

        assertThat(jdbc.queryForList("SELECT tableoid::regclass::text FROM probe ORDER BY n", String.class))
                .containsExactly("probe_y2026m01", "probe_y2026m02");
    }

    private static List<Integer> lines() {
        return jdbc.queryForList("SELECT line FROM stage_log ORDER BY line", Integer.class);
    }

    private static Retention retention(@org.jspecify.annotations.Nullable Period keep, RetainedTable table) {
        Optional<Period> period = Optional.ofNullable(keep);
        return new Retention(
                List.of(table),
                new RetentionSettings(period, period, period, period),
                new MonthPartitions(dataSource),
                dataSource,
                new DataSourceTransactionManager(dataSource),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
