package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.stardust.verify.DatabaseCheck;
import io.omni.api.storage.LedgerDatabase;
import io.omni.events.tlog.Checkpoint;
import io.omni.events.tlog.NoteKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A node's ledger, looked at from outside. */
final class Ledger {
    private Ledger() {}

    /** The last checkpoint that the node on this folder has signed, as somebody else may keep it. */
    static String checkpoint(Path data) throws IOException {
        return Files.readString(data.resolve("stardust/checkpoint"));
    }

    /** The first checkpoint that a node on this folder signs. */
    static String firstCheckpoint(Path data) {
        return Waiting.until(
                "a checkpoint was signed",
                Duration.ofSeconds(120),
                () -> {
                    try {
                        return Files.exists(data.resolve("stardust/checkpoint")) ? checkpoint(data) : "";
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                text -> !text.isEmpty());
    }

    static NoteKey key(Path data) throws IOException {
        return NoteKey.parse(Files.readString(data.resolve("stardust/public-key")));
    }

    /** Nothing runs on the folder: its ledger is whole, continues the checkpoint, and has every event once. */
    static void assertWhole(Path data, String checkpoint) throws IOException, SQLException {
        NoteKey key = key(data);
        try (LedgerDatabase database = LedgerDatabase.in(data);
                Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            DatabaseCheck.Result found =
                    new DatabaseCheck(connection, key, List.of(Checkpoint.open(checkpoint, key))).run();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*),"
                            + " (SELECT count(*) FROM stardust_packet WHERE kind = 'event') FROM domain_event")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(2)).as("packets of events").isEqualTo(found.events());
                // What was stored in the last moment before the end is given to the ledger at the next start.
                assertThat(row.getLong(1) - row.getLong(2))
                        .as("events that aren't in it yet")
                        .isBetween(0L, 20L);
            }
        }
    }
}
