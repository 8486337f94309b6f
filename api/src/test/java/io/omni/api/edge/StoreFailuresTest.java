package io.omni.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.eventstore.StoreUnavailable;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "57P01, true",
        "53100, true",
        "53200, true",
        "58030, true",
        "23505, false",
        "42601, false"
    })
    void a_server_that_is_away_or_full_is_told_from_a_wrong_statement(String state, boolean away) {
        Throwable thrown = new IllegalStateException("wrapped", new SQLException("x", state));

        assertThat(StoreFailures.isStoreAway(thrown)).isEqualTo(away);
    }

    @Test
    void an_event_store_that_did_not_answer_in_time_is_away() {
        assertThat(StoreFailures.isStoreAway(new StoreUnavailable("the event store did not answer in time", null)))
                .isTrue();
    }
}
