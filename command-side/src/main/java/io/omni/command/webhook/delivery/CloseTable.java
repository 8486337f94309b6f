package io.omni.command.webhook.delivery;

import io.omni.command.webhook.delivery.Verdict.Next;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Records how attempts have ended, many at once, on the connection of the transaction that is under way. */
final class CloseTable {
    private static final int BREAKS_AFTER = 10;
    private static final int MOST_DOUBLINGS = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final String ENDED = """
            UPDATE webhook_attempt a
               SET outcome = r.outcome, status_code = r.status_code, error = r.error, duration_ms = r.duration_ms
              FROM unnest(?::text[], ?::timestamptz[], ?::int[], ?::text[], ?::int[], ?::text[], ?::bigint[])
                   AS r (delivery_id, created_at, attempt, outcome, status_code, error, duration_ms)
             WHERE a.delivery_id = r.delivery_id AND a.created_at = r.created_at AND a.attempt = r.attempt
               AND a.outcome IS NULL
            RETURNING a.delivery_id, a.attempt""";

    // Only who still holds the lease may say what becomes of a delivery.
    private static final String SETTLED = """
            UPDATE webhook_delivery d
               SET status = CASE WHEN r.next = 'delivered' THEN 'delivered'
                                 WHEN e.webhook_id IS NULL THEN 'cancelled'
                                 WHEN d.manual THEN d.resume_status
                                 WHEN r.next <> 'retry' THEN r.next
                                 WHEN e.status = 'paused' THEN 'held'
                                 WHEN e.status = 'disabled' THEN 'parked'
                                 ELSE 'pending' END,
                   reason = CASE WHEN d.manual OR r.next = 'delivered' THEN NULL
                                 WHEN r.next = 'retry' AND e.status = 'disabled' THEN 'webhook_disabled'
                                 ELSE r.reason END,
                   next_attempt_at = CASE WHEN r.next = 'delivered' THEN NULL
                                          WHEN d.manual THEN d.resume_at
                                          WHEN r.next = 'retry' THEN now() + r.wait_ms * interval '1 millisecond' END,
                   step = CASE WHEN d.manual THEN d.step ELSE d.step + 1 END,
                   manual = false, resume_status = NULL, resume_at = NULL, lease_until = NULL, leased_by = NULL
              FROM unnest(?::text[], ?::timestamptz[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                   AS r (delivery_id, created_at, attempt, webhook_id, next, wait_ms, reason)
              LEFT JOIN webhook_endpoint e USING (webhook_id)
             WHERE d.delivery_id = r.delivery_id AND d.created_at = r.created_at AND d.attempts = r.attempt
               AND d.status = 'in_flight'""";

    private static final String PROMOTED = """
            UPDATE webhook_delivery d SET status = 'pending', next_attempt_at = now()
              FROM (SELECT DISTINCT webhook_id, subject FROM unnest(?::text[], ?::text[]) AS k (webhook_id, subject)) k
             CROSS JOIN LATERAL (SELECT delivery_id, created_at FROM webhook_delivery q
                                  WHERE q.webhook_id = k.webhook_id AND q.subject = k.subject AND q.fifo
                                    AND q.status IN ('pending', 'in_flight', 'blocked')
                                  ORDER BY q.sequence LIMIT 1) head
             WHERE d.delivery_id = head.delivery_id AND d.created_at = head.created_at AND d.status = 'blocked'""";

    // Whether an endpoint is well is judged by the last of what came back. The breaker opens after ten failures in a
    // row that
    // cost time, for longer with every probe that fails.
    private static final String JUDGED =
            """
            UPDATE webhook_health h
               SET consecutive_failures = j.failures,
                   failing_since = CASE WHEN s.succeeded AND s.failed THEN now()
                                        WHEN s.succeeded THEN NULL
                                        ELSE coalesce(h.failing_since, now()) END,
                   open_until = CASE WHEN j.failures >= %d THEN now() + least(%d,
                       s.pause_ms * power(2, least(j.failures - %d, %d))) * interval '1 millisecond' END,
                   disable_due = CASE WHEN s.gone THEN 'gone'
                                      WHEN NOT s.succeeded AND h.failing_since <= now() - s.patience * interval '1 second'
                                      THEN 'failing' ELSE h.disable_due END
              FROM unnest(?::text[], ?::boolean[], ?::boolean[], ?::boolean[], ?::boolean[], ?::int[], ?::bigint[], ?::bigint[])
                   AS s (webhook_id, succeeded, failed, gone, responded, in_a_row, pause_ms, patience)
             CROSS JOIN LATERAL (SELECT s.in_a_row + CASE WHEN s.responded THEN 0 ELSE o.consecutive_failures END AS failures
                                   FROM webhook_health o WHERE o.webhook_id = s.webhook_id) j
             WHERE h.webhook_id = s.webhook_id
            RETURNING h.webhook_id, h.disable_due""".formatted(BREAKS_AFTER, LONGEST_PAUSE.toMillis(), BREAKS_AFTER, MOST_DOUBLINGS);

    private final JdbcTemplate jdbc;
    private final WebhookSettings settings;

    CloseTable(JdbcTemplate jdbc, WebhookSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** An attempt's end and what follows from it. */
    record End(ClosedAttempt attempt, String subject, boolean fifo, Verdict verdict) {}

    /**
     * What was recorded.
     *
     * @param attempts the attempts whose end it was
     * @param disableDue the webhooks to give up, and why: {@code gone} or {@code failing}
     */
    record Recorded(List<ClosedAttempt> attempts, Map<String, String> disableDue) {}

    /**
     * Records some ends.
     *
     * @return what was recorded; an attempt that somebody else has declared lost isn't
     */
    Recorded close(List<End> ends) {
        Set<String> recorded = new HashSet<>();
        jdbc.query(
                ENDED,
                statement -> {
                    column(statement, 1, "text", ends, e -> e.attempt.deliveryId());
                    column(
                            statement,
                            2,
                            "timestamptz",
                            ends,
                            e -> e.attempt.createdAt().atOffset(ZoneOffset.UTC));
                    column(statement, 3, "int", ends, e -> e.attempt.attempt());
                    column(statement, 4, "text", ends, e -> e.attempt.outcome().wireName());
                    column(statement, 5, "int", ends, e -> e.attempt.statusCode());
                    column(statement, 6, "text", ends, e -> e.attempt.error());
                    column(
                            statement,
                            7,
                            "bigint",
                            ends,
                            e -> e.attempt.duration().toMillis());
                },
                row -> {
                    recorded.add(row.getString(1) + "#" + row.getInt(2));
                });
        jdbc.update(SETTLED, statement -> {
            column(statement, 1, "text", ends, e -> e.attempt.deliveryId());
            column(statement, 2, "timestamptz", ends, e -> e.attempt.createdAt().atOffset(ZoneOffset.UTC));
            column(statement, 3, "int", ends, e -> e.attempt.attempt());
            column(statement, 4, "text", ends, e -> e.attempt.webhookId());
            column(statement, 5, "text", ends, e -> e.verdict.next().name().toLowerCase(Locale.ROOT));
            column(
                    statement,
                    6,
                    "bigint",
                    ends,
                    e -> e.verdict.delay() == null ? null : e.verdict.delay().toMillis());
            column(statement, 7, "text", ends, e -> e.verdict.reason());
        });
        promote(ends.stream()
                .filter(e -> e.fifo && e.verdict.next() != Next.RETRY)
                .toList());
        List<ClosedAttempt> attempts = ends.stream()
                .map(End::attempt)
                .filter(a -> recorded.contains(a.deliveryId() + "#" + a.attempt()))
                .toList();
        return new Recorded(attempts, judge(ends));
    }

    private void promote(List<End> ends) {
        if (ends.isEmpty()) {
            return;
        }
        jdbc.update(PROMOTED, statement -> {
            column(statement, 1, "text", ends, e -> e.attempt.webhookId());
            column(statement, 2, "text", ends, e -> e.subject);
        });
    }

    private Map<String, String> judge(List<End> ends) {
        // Sorted, so that two nodes lock the rows in the same order.
        Map<String, Judgement> byWebhook = new TreeMap<>();
        for (End end : ends) {
            byWebhook.merge(end.attempt.webhookId(), Judgement.of(end.attempt.outcome()), Judgement::then);
        }
        List<Map.Entry<String, Judgement>> rows = new ArrayList<>(byWebhook.entrySet());
        Map<String, String> due = new LinkedHashMap<>();
        jdbc.query(
                JUDGED,
                statement -> {
                    column(statement, 1, "text", rows, Map.Entry::getKey);
                    column(statement, 2, "boolean", rows, r -> r.getValue().succeeded);
                    column(statement, 3, "boolean", rows, r -> r.getValue().failed);
                    column(statement, 4, "boolean", rows, r -> r.getValue().gone);
                    column(statement, 5, "boolean", rows, r -> r.getValue().responded);
                    column(statement, 6, "int", rows, r -> r.getValue().trailing);
                    column(
                            statement,
                            7,
                            "bigint",
                            rows,
                            _ -> settings.breakerPause().toMillis());
                    column(
                            statement,
                            8,
                            "bigint",
                            rows,
                            _ -> settings.disableAfter().toSeconds());
                },
                row -> {
                    if (row.getString(2) != null) {
                        due.put(row.getString(1), row.getString(2));
                    }
                });
        return due;
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
     * What several attempts say of their endpoint, in the order in which they came back.
     *
     * @param succeeded whether any arrived
     * @param failed whether any failed after the last that arrived
     * @param gone whether the endpoint wants no more
     * @param responded whether any was answered without costing time
     * @param trailing how many failed since, costing time
     */
    private record Judgement(boolean succeeded, boolean failed, boolean gone, boolean responded, int trailing) {
        static Judgement of(Outcome outcome) {
            boolean delivered = outcome == Outcome.DELIVERED;
            boolean responded = outcome.isResponsive();
            return new Judgement(delivered, !delivered, outcome == Outcome.GONE, responded, responded ? 0 : 1);
        }

        Judgement then(Judgement later) {
            return new Judgement(
                    succeeded || later.succeeded,
                    later.succeeded ? later.failed : failed || later.failed,
                    gone || later.gone,
                    responded || later.responded,
                    later.responded ? later.trailing : trailing + later.trailing);
        }
    }
}
