package io.omni.query.webhook;

import io.omni.events.webhook.DeliveryId;
import io.omni.events.webhook.WebhookId;
import io.omni.events.webhook.WebhookState;
import io.omni.events.webhook.WebhookTestRequested;
import io.omni.query.Counts;
import io.omni.query.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Answers questions about webhooks and their deliveries. */
@Service
public class WebhookQueries {
    private static final String WEBHOOKS = "webhooks";
    private static final String DELIVERIES = "deliveries";
    private static final int KEY_PARTS = 2;
    private static final Instant NO_LIMIT = Instant.parse("9999-12-31T23:59:59Z");
    private static final String AFTER_EVERY_ID = "~";

    private static final String LIST = "SELECT created_at, webhook_id, state FROM webhook_endpoint"
            + " WHERE (created_at, webhook_id) < (?, ?) ORDER BY created_at DESC, webhook_id DESC LIMIT ?";
    // What waits for something other than its time is pending to the outside; the reason says what it waits for.
    private static final String SHOWN = "SELECT delivery_id, created_at, event_id, type, subject, sequence,"
            + " CASE WHEN status IN ('held', 'blocked') THEN 'pending' ELSE status END AS shown,"
            + " CASE status WHEN 'held' THEN 'webhook_paused' WHEN 'blocked' THEN 'behind_earlier' ELSE reason END AS why,"
            + " CASE WHEN status = 'pending' THEN next_attempt_at END AS next FROM webhook_delivery";
    private static final String PAGE = SHOWN
            + " WHERE webhook_id = ? AND (created_at, delivery_id) < (?, ?)%s"
            + " ORDER BY created_at DESC, delivery_id DESC LIMIT ?";
    private static final String COUNT = "SELECT count(*) FROM webhook_delivery WHERE webhook_id = ?%s";
    private static final String WITH_STATUS = " AND status = ANY (?)";
    private static final String ATTEMPTS =
            "SELECT delivery_id, attempt, started_at, duration_ms, outcome, status_code, error"
                    + " FROM webhook_attempt WHERE delivery_id = ANY (?) ORDER BY delivery_id, attempt";

    // An older one isn't new but deleted with age.
    private static final String REQUESTED_TEST =
            "SELECT global_index, occurred_at::timestamptz, convert_from(payload, 'UTF8')"
                    + " FROM domain_event WHERE aggregate_id = ? AND payload_type = 'webhook.test_requested'"
                    + " AND occurred_at::timestamptz > now() - interval '1 hour'"
                    + " AND convert_from(payload, 'UTF8')::jsonb ->> 'delivery_id' = ?";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final JsonMapper mapper;

    WebhookQueries(DataSource dataSource, @Qualifier("eventMapper") JsonMapper mapper) {
        this.jdbc = new JdbcTemplate(dataSource);
        // A delivery and its attempts are read one after the other, and must be of the same moment.
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.mapper = mapper;
    }

    /**
     * A page of webhooks, newest first.
     *
     * @param limit how many at most
     * @param cursor where the page before ended; null for the first page
     * @throws io.omni.query.BadCursor when it is no cursor of this list
     */
    public WebhookPage list(int limit, @Nullable String cursor) {
        Cursor after = cursor == null ? null : Cursor.read(WEBHOOKS, KEY_PARTS, cursor);
        List<WebhookState> found = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        jdbc.query(
                LIST,
                row -> {
                    times.add(row.getObject(1, OffsetDateTime.class).toInstant());
                    found.add(mapper.readValue(row.getString(3), WebhookState.class));
                },
                after == null ? at(NO_LIMIT) : at(after.instant(0)),
                after == null ? AFTER_EVERY_ID : after.text(1),
                limit + 1);
        int shown = Math.min(limit, found.size());
        String next = found.size() > limit
                ? Cursor.write(
                        WEBHOOKS, times.get(shown - 1), found.get(shown - 1).webhookId())
                : null;
        return new WebhookPage(List.copyOf(found.subList(0, shown)), next);
    }

    /**
     * A page of a webhook's deliveries, newest first.
     *
     * @param status only those with this status, as the API names it; null for all
     * @param limit how many at most
     * @param cursor where the page before ended; null for the first page
     * @throws io.omni.query.BadCursor when it is no cursor of this list
     */
    public DeliveryPage deliveries(WebhookId webhook, @Nullable String status, int limit, @Nullable String cursor) {
        Cursor after = cursor == null ? null : Cursor.read(DELIVERIES, KEY_PARTS, cursor);
        List<Object> arguments = new ArrayList<>(List.of(
                webhook.value(),
                after == null ? at(NO_LIMIT) : at(after.instant(0)),
                after == null ? AFTER_EVERY_ID : after.text(1)));
        if (status != null) {
            arguments.add(stored(status));
        }
        arguments.add(limit + 1);
        String page = PAGE.formatted(status == null ? "" : WITH_STATUS);
        return snapshot.execute(_ -> page(page, arguments, limit));
    }

    /** How many webhooks there are. */
    public long count() {
        return Counts.of(jdbc, "SELECT count(*) FROM webhook_endpoint");
    }

    /**
     * How many deliveries a webhook has.
     *
     * @param status only those with this status, as the API names it; null for all
     */
    public long countDeliveries(WebhookId webhook, @Nullable String status) {
        return status == null
                ? Counts.of(jdbc, COUNT.formatted(""), webhook.value())
                : Counts.of(jdbc, COUNT.formatted(WITH_STATUS), webhook.value(), stored(status));
    }

    /** What a status that the API names is called in the table. */
    private static String[] stored(String status) {
        return status.equals("pending") ? new String[] {"pending", "held", "blocked"} : new String[] {status};
    }

    private DeliveryPage page(String query, List<Object> arguments, int limit) {
        List<Delivery> found = jdbc.query(query, (row, _) -> delivery(row), arguments.toArray());
        List<Delivery> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? Cursor.write(
                        DELIVERIES, page.getLast().createdAt(), page.getLast().deliveryId())
                : null;
        return new DeliveryPage(withAttempts(page), next);
    }

    /** One of a webhook's deliveries; also a test that was asked for a moment ago and that nobody has made a delivery of yet. */
    public Optional<Delivery> delivery(WebhookId webhook, DeliveryId delivery) {
        return stored(webhook, delivery).or(() -> requestedTest(webhook, delivery));
    }

    private Optional<Delivery> requestedTest(WebhookId webhook, DeliveryId delivery) {
        return jdbc
                .query(
                        REQUESTED_TEST,
                        (row, _) -> {
                            Instant at = row.getObject(2, OffsetDateTime.class).toInstant();
                            return new Delivery(
                                    delivery.value(),
                                    mapper.readValue(row.getString(3), WebhookTestRequested.class)
                                            .messageId(),
                                    WebhookTestRequested.DELIVERED_TYPE,
                                    webhook.value(),
                                    row.getLong(1),
                                    "pending",
                                    null,
                                    at,
                                    at,
                                    List.of());
                        },
                        webhook.value(),
                        delivery.value())
                .stream()
                .findFirst();
    }

    private Optional<Delivery> stored(WebhookId webhook, DeliveryId delivery) {
        return snapshot.execute(_ -> withAttempts(jdbc.query(
                        SHOWN + " WHERE webhook_id = ? AND delivery_id = ?",
                        (row, _) -> delivery(row),
                        webhook.value(),
                        delivery.value()))
                .stream()
                .findFirst());
    }

    private List<Delivery> withAttempts(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        Map<String, List<Attempt>> attempts = new HashMap<>();
        jdbc.query(
                ATTEMPTS,
                row -> {
                    attempts.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(attempt(row));
                },
                (Object) deliveries.stream().map(Delivery::deliveryId).toArray(String[]::new));
        return deliveries.stream()
                .map(d -> new Delivery(
                        d.deliveryId(),
                        d.eventId(),
                        d.type(),
                        d.subject(),
                        d.sequence(),
                        d.status(),
                        d.reason(),
                        d.createdAt(),
                        d.nextAttemptAt(),
                        List.copyOf(attempts.getOrDefault(d.deliveryId(), List.of()))))
                .toList();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        OffsetDateTime next = row.getObject("next", OffsetDateTime.class);
        return new Delivery(
                row.getString("delivery_id"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("subject"),
                row.getLong("sequence"),
                row.getString("shown"),
                row.getString("why"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                next == null ? null : next.toInstant(),
                List.of());
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("attempt"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("duration_ms", Long.class),
                row.getString("outcome"),
                row.getObject("status_code", Integer.class),
                row.getString("error"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
