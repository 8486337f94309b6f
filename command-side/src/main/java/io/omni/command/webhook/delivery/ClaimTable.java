package io.omni.command.webhook.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Takes up deliveries that are due, with one statement: it picks them endpoint by endpoint, so that no endpoint's backlog stands before
 * another's, leases them, and records the attempts that are about to be made.
 *
 * <p>Whoever claims for an endpoint holds its row in {@code webhook_health} meanwhile and others pass it by, so that its limits hold on
 * all nodes together. What is leased already is counted as it was when the statement began; in a close race one node may overshoot.
 */
final class ClaimTable {
    private static final int ENDPOINTS_AT_ONCE = 500;
    /** From so many failures in a row on, an endpoint gets two deliveries at a time. */
    private static final int DOUBTFUL = 3;

    private static final int DOUBTFUL_ROOM = 2;

    private static final String CLAIM = """
            WITH room AS MATERIALIZED (
              SELECT h.webhook_id, e.status = 'active' AS active,
                     least(CASE WHEN h.open_until IS NOT NULL THEN 1
                                WHEN h.consecutive_failures >= %d THEN least(%d, :per_endpoint) ELSE :per_endpoint END
                           - (SELECT count(*) FROM webhook_delivery f
                               WHERE f.webhook_id = h.webhook_id AND f.status = 'in_flight'),
                           floor(least(:per_second, h.tokens
                               + :per_second * extract(epoch FROM clock_timestamp() - h.refilled_at)))) AS room
                FROM webhook_health h JOIN webhook_endpoint e USING (webhook_id)
               WHERE (h.open_until IS NULL OR h.open_until <= now())
                 AND EXISTS (SELECT FROM webhook_delivery d
                              WHERE d.webhook_id = h.webhook_id AND d.status = 'pending' AND d.next_attempt_at <= now())
               ORDER BY h.claimed_at LIMIT %d
                 FOR UPDATE OF h SKIP LOCKED),
            picked AS MATERIALIZED (
              SELECT d.delivery_id, d.created_at FROM room r CROSS JOIN LATERAL (
                SELECT delivery_id, created_at FROM webhook_delivery d
                 WHERE d.webhook_id = r.webhook_id AND d.status = 'pending' AND d.next_attempt_at <= now()
                   AND (r.active OR d.type = 'webhook.test')
                 ORDER BY d.next_attempt_at, d.sequence LIMIT greatest(r.room, 0)::int
                   FOR UPDATE SKIP LOCKED) d
               LIMIT :at_once),
            taken AS (
              UPDATE webhook_delivery d
                 SET status = 'in_flight', attempts = d.attempts + 1, leased_by = :node, reason = NULL,
                     lease_until = clock_timestamp() + :lease * interval '1 millisecond',
                     first_attempt_at = coalesce(d.first_attempt_at, clock_timestamp())
                FROM picked p
               WHERE d.delivery_id = p.delivery_id AND d.created_at = p.created_at AND d.status = 'pending'
              RETURNING d.*),
            begun AS (
              INSERT INTO webhook_attempt (delivery_id, created_at, attempt, node, started_at)
              SELECT delivery_id, created_at, attempts, :node, clock_timestamp() FROM taken),
            spent AS (
              UPDATE webhook_health h
                 SET tokens = least(:per_second, h.tokens
                         + :per_second * extract(epoch FROM clock_timestamp() - h.refilled_at)) - t.number,
                     refilled_at = clock_timestamp(), claimed_at = clock_timestamp()
                FROM (SELECT webhook_id, count(*) AS number FROM taken GROUP BY webhook_id) t
               WHERE h.webhook_id = t.webhook_id)
            SELECT t.delivery_id, t.created_at, t.webhook_id, t.event_id, t.type, t.subject, t.fifo, t.attempts, t.step, t.manual,
                   extract(epoch FROM clock_timestamp() - t.first_attempt_at) AS age, e.state, m.body
              FROM taken t
              JOIN webhook_endpoint e USING (webhook_id)
              JOIN webhook_message m ON m.event_id = t.event_id AND m.created_at = t.created_at
            """.formatted(DOUBTFUL, DOUBTFUL_ROOM, ENDPOINTS_AT_ONCE);

    private final NamedParameterJdbcTemplate jdbc;
    private final WebhookSettings settings;
    private final String node;

    ClaimTable(JdbcTemplate jdbc, WebhookSettings settings, String node) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.settings = settings;
        this.node = node;
    }

    /**
     * Takes up what is due.
     *
     * @param atMost how many this node has room for
     * @param lease how long they are its own
     */
    List<ClaimedDelivery> claim(int atMost, Duration lease) {
        return jdbc.query(
                CLAIM,
                Map.of(
                        "per_endpoint",
                        settings.perEndpoint(),
                        "per_second",
                        (double) settings.perSecond(),
                        "at_once",
                        atMost,
                        "lease",
                        lease.toMillis(),
                        "node",
                        node),
                (row, _) -> claimed(row));
    }

    private static ClaimedDelivery claimed(ResultSet row) throws SQLException {
        return new ClaimedDelivery(
                row.getString("delivery_id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("webhook_id"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("subject"),
                row.getBoolean("fifo"),
                row.getInt("attempts"),
                row.getInt("step"),
                row.getBoolean("manual"),
                Duration.ofMillis(Math.round(row.getDouble("age") * 1000)),
                row.getString("state"),
                row.getBytes("body"));
    }
}
