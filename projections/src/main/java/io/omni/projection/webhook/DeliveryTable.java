package io.omni.projection.webhook;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes messages and deliveries, and changes what became of many of them at once, on the connection of the running transaction. */
final class DeliveryTable {
    private static final String MESSAGES = """
            INSERT INTO webhook_message (event_id, created_at, body)
            SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::bytea[]) ON CONFLICT DO NOTHING""";
    private static final String DELIVERIES = """
            INSERT INTO webhook_delivery (delivery_id, created_at, webhook_id, event_id, type, subject, sequence, fifo, status, reason,
                                          next_attempt_at)
            SELECT r.*, CASE WHEN r.status = 'parked' THEN 'webhook_disabled' END, now()
              FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::boolean[], ?::text[])
                   AS r (delivery_id, created_at, webhook_id, event_id, type, subject, sequence, fifo, status)
            ON CONFLICT DO NOTHING""";
    private static final String PROMOTE = """
            UPDATE webhook_delivery d SET status = 'pending'
              FROM (SELECT DISTINCT subject FROM webhook_delivery WHERE webhook_id = ? AND status = 'blocked') k
             CROSS JOIN LATERAL (SELECT delivery_id, created_at FROM webhook_delivery q
                                  WHERE q.webhook_id = ? AND q.subject = k.subject AND q.fifo
                                    AND q.status IN ('pending', 'in_flight', 'blocked')
                                  ORDER BY q.sequence LIMIT 1) head
             WHERE d.delivery_id = head.delivery_id AND d.created_at = head.created_at AND d.status = 'blocked'""";

    private final JdbcTemplate jdbc;

    DeliveryTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void writeMessages(Map<String, Message> messages) {
        List<Map.Entry<String, Message>> rows = new ArrayList<>(messages.entrySet());
        jdbc.update(MESSAGES, statement -> {
            column(statement, 1, "text", rows, Map.Entry::getKey);
            column(
                    statement,
                    2,
                    "timestamptz",
                    rows,
                    r -> r.getValue().createdAt().atOffset(ZoneOffset.UTC));
            byte[][] bodies = rows.stream().map(r -> r.getValue().body()).toArray(byte[][]::new);
            statement.setArray(3, statement.getConnection().createArrayOf("bytea", bodies));
        });
    }

    void writeDeliveries(List<DueDelivery> rows) {
        jdbc.update(DELIVERIES, statement -> {
            column(statement, 1, "text", rows, d -> d.id().value());
            column(statement, 2, "timestamptz", rows, d -> d.occurredAt().atOffset(ZoneOffset.UTC));
            column(statement, 3, "text", rows, d -> d.webhook().webhookId().value());
            column(statement, 4, "text", rows, DueDelivery::eventId);
            column(statement, 5, "text", rows, DueDelivery::type);
            column(statement, 6, "text", rows, DueDelivery::subject);
            column(statement, 7, "bigint", rows, DueDelivery::sequence);
            column(statement, 8, "boolean", rows, DueDelivery::isFifo);
            column(statement, 9, "text", rows, DueDelivery::status);
        });
        rows.stream()
                .filter(DueDelivery::isFifo)
                .map(d -> d.webhook().webhookId().value())
                .distinct()
                .forEach(this::promote);
    }

    /** Lets the first of every subject go. What comes back at the same moment is seen by the workers' upkeep. */
    void promote(String webhook) {
        jdbc.update(PROMOTE, webhook, webhook);
    }

    /** What waits is held while the webhook is paused. */
    void hold(String webhook) {
        jdbc.update(
                "UPDATE webhook_delivery SET status = 'held' WHERE webhook_id = ? AND status IN ('pending', 'blocked')"
                        + " AND NOT manual AND type <> 'webhook.test'",
                webhook);
    }

    /** What was held goes on. */
    void goOn(String webhook) {
        jdbc.update(
                "UPDATE webhook_delivery SET status = CASE WHEN fifo THEN 'blocked' ELSE 'pending' END,"
                        + " next_attempt_at = coalesce(next_attempt_at, now()) WHERE webhook_id = ? AND status = 'held'",
                webhook);
        promote(webhook);
    }

    /** What waits is parked. */
    void park(String webhook) {
        jdbc.update(
                "UPDATE webhook_delivery SET status = 'parked', reason = 'webhook_disabled', next_attempt_at = NULL,"
                        + " manual = false, resume_status = NULL, resume_at = NULL"
                        + " WHERE webhook_id = ? AND status IN ('pending', 'blocked', 'held') AND type <> 'webhook.test'",
                webhook);
    }

    /** What isn't there yet never will be. */
    void cancel(String webhook) {
        jdbc.update(
                "UPDATE webhook_delivery SET status = 'cancelled', reason = 'webhook_deleted', next_attempt_at = NULL"
                        + " WHERE webhook_id = ? AND status IN ('pending', 'blocked', 'held', 'parked')",
                webhook);
    }

    /** Order doesn't matter any more: nothing waits behind anything. */
    void unblock(String webhook) {
        jdbc.update(
                "UPDATE webhook_delivery SET fifo = false, status = CASE WHEN status = 'blocked' THEN 'pending' ELSE status END"
                        + " WHERE webhook_id = ? AND fifo AND status IN ('pending', 'blocked', 'held')",
                webhook);
    }

    /** One is sent once more, now; its schedule stays as it is. One that is on its way just now is left alone. */
    void redeliver(String webhook, String delivery) {
        jdbc.update(
                "UPDATE webhook_delivery SET resume_status = status, resume_at = next_attempt_at, manual = true,"
                        + " status = 'pending', next_attempt_at = now()"
                        + " WHERE webhook_id = ? AND delivery_id = ? AND status <> 'in_flight' AND NOT manual",
                webhook,
                delivery);
    }

    /** Those of a range of time are sent again, each with a schedule of its own from the start. */
    void replay(String webhook, Instant since, Instant until, boolean undeliveredOnly) {
        jdbc.update(
                "UPDATE webhook_delivery SET status = CASE WHEN fifo THEN 'blocked' ELSE 'pending' END, step = 0,"
                        + " reason = NULL, next_attempt_at = now(), first_attempt_at = NULL,"
                        + " manual = false, resume_status = NULL, resume_at = NULL"
                        + " WHERE webhook_id = ? AND created_at >= ? AND created_at < ? AND type <> 'webhook.test'"
                        + " AND (status IN ('parked', 'failed') OR status = 'delivered' AND NOT ?)",
                webhook,
                since.atOffset(ZoneOffset.UTC),
                until.atOffset(ZoneOffset.UTC),
                undeliveredOnly);
        promote(webhook);
    }

    private static <R> void column(
            PreparedStatement statement, int index, String type, List<R> rows, Function<R, @Nullable Object> value)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, rows.stream().map(value).toArray()));
    }

    /**
     * The bytes to sign and send.
     *
     * @param createdAt when its event happened
     * @param body not copied
     */
    record Message(Instant createdAt, byte[] body) {}
}
