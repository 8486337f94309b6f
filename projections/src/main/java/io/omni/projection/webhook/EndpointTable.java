package io.omni.projection.webhook;

import io.omni.events.webhook.WebhookState;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the webhooks as they are at the fan-out's position. */
final class EndpointTable {
    private final JdbcTemplate jdbc;
    private final JsonMapper mapper;
    private volatile @Nullable Known known;

    EndpointTable(JdbcTemplate jdbc, JsonMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** All of them. They are read again only when somebody has changed them, so a batch costs one short look. */
    Map<String, WebhookState> all() {
        String stamp = jdbc.queryForObject(
                "SELECT count(*) || '/' || coalesce(max(position), 0) FROM webhook_endpoint", String.class);
        Known last = known;
        if (last == null || !last.stamp.equals(stamp)) {
            Map<String, WebhookState> read = new LinkedHashMap<>();
            jdbc.query("SELECT webhook_id, state FROM webhook_endpoint ORDER BY webhook_id", row -> {
                read.put(row.getString(1), mapper.readValue(row.getString(2), WebhookState.class));
            });
            last = new Known(String.valueOf(stamp), read);
            known = last;
        }
        return new LinkedHashMap<>(last.webhooks);
    }

    void write(WebhookState state, long position) {
        known = null;
        String id = state.webhookId().value();
        if (state.isDeleted()) {
            jdbc.update("DELETE FROM webhook_endpoint WHERE webhook_id = ?", id);
            jdbc.update("DELETE FROM webhook_health WHERE webhook_id = ?", id);
            return;
        }
        jdbc.update(
                "INSERT INTO webhook_endpoint (webhook_id, status, created_at, position, state) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (webhook_id) DO UPDATE SET status = excluded.status, position = excluded.position,"
                        + " state = excluded.state",
                id,
                state.status().wireName(),
                state.createdAt().atOffset(ZoneOffset.UTC),
                position,
                mapper.writeValueAsString(state));
        jdbc.update("INSERT INTO webhook_health (webhook_id) VALUES (?) ON CONFLICT DO NOTHING", id);
    }

    /** Nothing is held against it any more. */
    void forgive(String webhook) {
        jdbc.update(
                "UPDATE webhook_health SET consecutive_failures = 0, failing_since = NULL, open_until = NULL,"
                        + " disable_due = NULL WHERE webhook_id = ?",
                webhook);
    }

    private record Known(String stamp, Map<String, WebhookState> webhooks) {}
}
