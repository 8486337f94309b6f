package io.omni.command.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The two statements of the append: one that inserts any number of rows at once, and one that asks which of them are there. */
final class EventInsert {
    /**
     * Whoever appends holds this lock from before the first index is drawn until the commit, so that the order of the indices is
     * the order in which they become visible: a reader never sees an index before a lower one that is still to come.
     */
    private static final long APPEND_LOCK = 0x6f6d6e69_65766e74L;

    private static final String INSERT = """
            WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(%d)),
            stored AS (
            INSERT INTO domain_event (event_identifier, aggregate_type, aggregate_id, sequence_number, occurred_at,
                                      payload_type, payload_revision, payload, meta_data)
            SELECT e.event_identifier, e.aggregate_type, e.aggregate_id, e.sequence_number, e.occurred_at,
                   e.payload_type, e.payload_revision, e.payload, e.meta_data
            FROM turn,
                 unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])
                 WITH ORDINALITY AS e (event_identifier, aggregate_type, aggregate_id, sequence_number, occurred_at,
                                       payload_type, payload_revision, payload, meta_data, place)
            ORDER BY e.place
            RETURNING global_index)
            SELECT max(global_index) FROM stored
            """.formatted(APPEND_LOCK);

    private static final String WHICH = "SELECT event_identifier FROM domain_event WHERE event_identifier = ANY (?)";

    private EventInsert() {}

    /**
     * Inserts all rows or none, in one statement that commits by itself.
     *
     * @return the position of the last one
     */
    static long insert(Connection connection, List<EventRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, texts(connection, rows, EventRow::eventIdentifier));
            statement.setArray(2, texts(connection, rows, EventRow::aggregateType));
            statement.setArray(3, texts(connection, rows, EventRow::aggregateId));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "bigint",
                            rows.stream().map(EventRow::sequenceNumber).toArray(Long[]::new)));
            statement.setArray(5, texts(connection, rows, EventRow::occurredAt));
            statement.setArray(6, texts(connection, rows, EventRow::payloadType));
            statement.setArray(7, texts(connection, rows, EventRow::payloadRevision));
            statement.setArray(8, bytes(connection, rows, EventRow::payload));
            statement.setArray(9, bytes(connection, rows, EventRow::metaData));
            try (ResultSet last = statement.executeQuery()) {
                last.next();
                return last.getLong(1);
            }
        }
    }

    /** Which of these events are in the store. */
    static Set<String> stored(Connection connection, List<String> identifiers) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WHICH)) {
            statement.setArray(1, connection.createArrayOf("text", identifiers.toArray()));
            try (ResultSet found = statement.executeQuery()) {
                Set<String> present = new HashSet<>();
                while (found.next()) {
                    present.add(found.getString(1));
                }
                return present;
            }
        }
    }

    private static Array texts(Connection connection, List<EventRow> rows, Function<EventRow, String> column)
            throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(column).toArray(String[]::new));
    }

    private static Array bytes(Connection connection, List<EventRow> rows, Function<EventRow, byte[]> column)
            throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }
}
