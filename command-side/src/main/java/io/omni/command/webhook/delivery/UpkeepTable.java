package io.omni.command.webhook.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sets right what a death or a race has left behind. Every statement may be run by any node at any time. */
final class UpkeepTable {
    private static final String LOST = """
            WITH lost AS (
              SELECT delivery_id, created_at, attempts FROM webhook_delivery
               WHERE status = 'in_flight' AND %s ORDER BY created_at LIMIT 1000 FOR UPDATE SKIP LOCKED),
            ended AS (
              UPDATE webhook_attempt a
                 SET outcome = 'crashed', error = 'the node that made the attempt stopped before it knew the outcome'
                FROM lost l
               WHERE a.delivery_id = l.delivery_id AND a.created_at = l.created_at AND a.attempt = l.attempts
                 AND a.outcome IS NULL)
            UPDATE webhook_delivery d
               SET status = 'pending', next_attempt_at = now(), lease_until = NULL, leased_by = NULL
              FROM lost l WHERE d.delivery_id = l.delivery_id AND d.created_at = l.created_at""";
    private static final String PROMOTE = """
            UPDATE webhook_delivery d SET status = 'pending', next_attempt_at = now()
              FROM (SELECT DISTINCT b.webhook_id, b.subject FROM webhook_delivery b
                     JOIN webhook_endpoint e ON e.webhook_id = b.webhook_id AND e.status = 'active'
                    WHERE b.status = 'blocked') k
             CROSS JOIN LATERAL (SELECT delivery_id, created_at FROM webhook_delivery q
                                  WHERE q.webhook_id = k.webhook_id AND q.subject = k.subject AND q.fifo
                                    AND q.status IN ('pending', 'in_flight', 'blocked')
                                  ORDER BY q.sequence LIMIT 1) head
             WHERE d.delivery_id = head.delivery_id AND d.created_at = head.created_at AND d.status = 'blocked'""";
    // A delivery that came back just as its webhook was paused, disabled, enabled or deleted.
    private static final String REALIGN = """
            UPDATE webhook_delivery d
               SET status = CASE e.status WHEN 'paused' THEN 'held' WHEN 'disabled' THEN 'parked'
                            ELSE CASE WHEN d.fifo THEN 'blocked' ELSE 'pending' END END,
                   reason = CASE WHEN e.status = 'disabled' THEN 'webhook_disabled' END,
                   next_attempt_at = coalesce(d.next_attempt_at, now())
              FROM webhook_endpoint e
             WHERE e.webhook_id = d.webhook_id AND NOT d.manual AND d.type <> 'webhook.test'
               AND (e.status IN ('paused', 'disabled') AND d.status = 'pending'
                    OR e.status = 'active' AND d.status = 'held')""";
    private static final String BACKLOG = """
            SELECT count(*), coalesce(greatest(extract(epoch FROM now() - min(next_attempt_at)), 0), 0)
              FROM webhook_delivery WHERE status = 'pending' AND next_attempt_at <= now()""";

    private final JdbcTemplate jdbc;

    UpkeepTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives back what this node held when it died; how many. */
    int releaseLeasesOf(String node) {
        return jdbc.update(LOST.formatted("leased_by = ?"), node);
    }

    /** Gives back what nodes held that haven't come back in time; how many. */
    int releaseExpiredLeases() {
        return jdbc.update(LOST.formatted("lease_until < now()"));
    }

    /** Lets the first of every subject go that nothing is before any more. */
    int promote() {
        return jdbc.update(PROMOTE);
    }

    /** Puts deliveries where their webhook's status wants them. */
    int realign() {
        return jdbc.update(REALIGN);
    }

    /** The webhooks to give up and why, of which nobody has heard yet. */
    Map<String, String> disableDue() {
        Map<String, String> due = new LinkedHashMap<>();
        jdbc.query(
                "SELECT h.webhook_id, h.disable_due FROM webhook_health h JOIN webhook_endpoint e USING (webhook_id)"
                        + " WHERE h.disable_due IS NOT NULL AND e.status = 'active'",
                row -> {
                    due.put(row.getString(1), row.getString(2));
                });
        return due;
    }

    /** What is due and not taken up. */
    Backlog backlog() {
        Backlog backlog = jdbc.queryForObject(BACKLOG, (row, _) -> new Backlog(row.getLong(1), row.getDouble(2)));
        return backlog == null ? new Backlog(0, 0) : backlog;
    }

    /**
     * Deliveries that wait to be taken up.
     *
     * @param due how many
     * @param oldestSeconds for how long the oldest has been due
     */
    record Backlog(long due, double oldestSeconds) {}
}
