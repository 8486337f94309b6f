package io.omni.projection.eventlog;

import io.omni.events.EventTypes;
import io.omni.projection.fanout.FanOutTarget;
import io.omni.projection.fanout.PublicData;
import io.omni.projection.fanout.PublishedEvent;
import io.omni.projection.retention.MonthPartitions;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps {@code event_log_view}: every public event, as callers may see it, in partitions by month. */
@Component
class EventLog implements FanOutTarget {
    private static final String WRITE = "INSERT INTO event_log_view"
            + " (sequence, event_id, type, subject, service, occurred_at, actor, trace_id, data)"
            + " SELECT sequence, event_id, type, subject, service, occurred_at, actor, trace_id,"
            + " convert_from(data, 'UTF8')"
            + " FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],"
            + " ?::text[], ?::bytea[])"
            + " AS row (sequence, event_id, type, subject, service, occurred_at, actor, trace_id, data)";

    private final JdbcTemplate jdbc;
    private final MonthPartitions partitions;
    private final PublicData publicData;

    EventLog(
            @Qualifier("processingDataSource") DataSource dataSource,
            MonthPartitions partitions,
            PublicData publicData) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.partitions = partitions;
        this.publicData = publicData;
    }

    @Override
    public String name() {
        return "event-log";
    }

    @Override
    public void accept(List<PublishedEvent> batch) {
        List<PublishedEvent> shown = batch.stream()
                .filter(event -> EventTypes.isPublic(event.type()))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        partitions.ensure(
                "event_log_view", shown.stream().map(PublishedEvent::occurredAt).toList());
        jdbc.update(WRITE, statement -> {
            column(statement, 1, "bigint", shown, PublishedEvent::sequence);
            column(statement, 2, "text", shown, PublishedEvent::eventId);
            column(statement, 3, "text", shown, PublishedEvent::type);
            column(statement, 4, "text", shown, PublishedEvent::subject);
            column(statement, 5, "text", shown, PublishedEvent::service);
            column(
                    statement,
                    6,
                    "timestamptz",
                    shown,
                    event -> event.occurredAt().atOffset(ZoneOffset.UTC));
            column(statement, 7, "text", shown, PublishedEvent::actor);
            column(statement, 8, "text", shown, PublishedEvent::traceId);
            // As bytes: the driver would escape an array of texts character by character.
            byte[][] documents = shown.stream()
                    .map(event -> publicData.of(event).getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            statement.setArray(9, statement.getConnection().createArrayOf("bytea", documents));
        });
    }

    private static void column(
            PreparedStatement statement,
            int index,
            String type,
            List<PublishedEvent> events,
            Function<PublishedEvent, @Nullable Object> value)
            throws SQLException {
        @Nullable Object[] values = events.stream().map(value).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }
}
