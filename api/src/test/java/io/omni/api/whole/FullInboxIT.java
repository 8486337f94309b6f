package io.omni.api.whole;

import static io.omni.api.whole.Api.PIPELINES;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What callers meet while the ledger can't keep up. */
@ExtendWith(SharedOmni.class)
@Timeout(120)
class FullInboxIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String FILL = "INSERT INTO stardust_inbox"
            + " (kind, entity_type, entity_id, occurred_at, payload, source, parents)"
            + " SELECT 'api_request', 'request', 'full-' || i, now(), format('{\"number\":%s}', i), 'full-' || i, ''"
            + " FROM generate_series(1, 10000) i";

    private static final String UNKNOWN = "pipe_01k0000000000000000000full";

    private final Api api;
    private final HikariDataSource database;

    FullInboxIT(RunningOmni omni) {
        this.api = omni.api();
        this.database = omni.bean("processingDataSource", HikariDataSource.class);
    }

    @Test
    void a_change_waits_for_room_and_is_in_the_ledger_with_its_answer() throws Exception {
        try (ExecutorService caller = Executors.newSingleThreadExecutor();
                Connection ledger = connect();
                Statement held = ledger.createStatement();
                Connection other = connect();
                Statement inbox = other.createStatement()) {
            ledger.setAutoCommit(false);
            held.execute("SELECT 1 FROM stardust_tree FOR UPDATE");
            inbox.execute(FILL);
            var change = CompletableFuture.supplyAsync(() -> api.post(PIPELINES + "/" + UNKNOWN + "/pause"), caller);

            assertThat(api.get(PIPELINES + "?limit=1").status()).isEqualTo(200);
            assertThat(change)
                    .as("a change, while 10,000 packets wait")
                    .failsWithin(Duration.ofSeconds(1))
                    .withThrowableThat()
                    .isInstanceOf(TimeoutException.class);

            inbox.execute("DELETE FROM stardust_inbox WHERE source LIKE 'full-%'");
            assertThat(change.get(SOON.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(404);
            ledger.rollback();
        }
        Waiting.until(
                "the change and its answer are in the ledger",
                SOON,
                () -> api.read("/api/v1/stardust/packets?entity_type=pipeline&entity_id=" + UNKNOWN)
                        .path("packets")
                        .findValuesAsString("kind"),
                kinds -> kinds.equals(List.of("api_response", "api_request")));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }
}
