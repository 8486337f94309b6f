package io.omni.api.stardust.verify;

import io.omni.events.stardust.Packet;
import io.omni.events.stardust.PacketKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares the event store with the ledger. Both have the same order, so one pass does: each event's packet is the next one of its
 * kind, and commits to the event's data byte by byte. Events behind the last packet aren't in the ledger yet.
 */
final class EventCheck implements AutoCloseable {
    private static final int FETCH = 2_000;

    private final PreparedStatement statement;
    private final ResultSet events;
    private long compared;

    EventCheck(Connection connection) throws SQLException {
        this.statement =
                connection.prepareStatement("SELECT event_identifier, payload FROM domain_event ORDER BY global_index");
        statement.setFetchSize(FETCH);
        this.events = statement.executeQuery();
    }

    /**
     * Takes the next packet.
     *
     * @param content what is kept beside it; null when it isn't there any more
     */
    void next(Packet packet, @Nullable String source, long index, byte @Nullable [] content) throws SQLException {
        if (packet.kind() != PacketKind.EVENT) {
            return;
        }
        DatabaseCheck.check(
                source != null && packet.payload().contains("\"event_id\":\"" + source + "\""),
                index,
                "the packet is found under an event that it doesn't name");
        event(source, index);
        if (content != null) {
            DatabaseCheck.check(
                    Arrays.equals(content, events.getBytes(2)),
                    index,
                    "the event store has other data for " + source + " than its packet");
        }
    }

    /** Takes a packet of which only its place is left. */
    void skip(String kind, @Nullable String source, long index) throws SQLException {
        if (kind.equals(PacketKind.EVENT.wireName())) {
            event(source, index);
        }
    }

    private void event(@Nullable String source, long index) throws SQLException {
        DatabaseCheck.check(events.next(), index, "the event store lacks the event " + source + " of the packet");
        DatabaseCheck.check(
                events.getString(1).equals(source),
                index,
                "the event store has " + events.getString(1) + " where the packet's event " + source + " belongs");
        compared++;
    }

    /** How many events were compared. */
    long end() {
        return compared;
    }

    @Override
    public void close() throws SQLException {
        events.close();
        statement.close();
    }
}
