package io.omni.query.event;

import io.omni.query.Counts;
import io.omni.query.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Answers questions about what happened, from the event log. */
@Service
public class EventQueries {
    private static final String LIST = "events";
    private static final String COLUMNS =
            "e.event_id, e.sequence, e.type, e.subject, e.service, e.occurred_at, e.actor, e.trace_id, e.data";
    private static final String PLAIN = "SELECT " + COLUMNS + " FROM event_log_view e WHERE e.sequence > ? AND"
            + " e.sequence < ? AND e.occurred_at >= ?%s ORDER BY e.sequence %s LIMIT ?";
    private static final String COUNT =
            "SELECT count(*) FROM event_log_view e WHERE e.sequence > ? AND e.occurred_at >= ?";
    // Each type by its own index, and only then in order: however rare the types are, nothing else is read.
    private static final String BY_TYPES = "SELECT " + COLUMNS + " FROM unnest(?::text[]) AS t(type)"
            + " CROSS JOIN LATERAL (SELECT * FROM event_log_view l WHERE l.type = t.type AND l.sequence > ?"
            + " AND l.sequence < ? AND l.occurred_at >= ? ORDER BY l.sequence %1$s LIMIT ?) AS e"
            + " ORDER BY e.sequence %1$s LIMIT ?";
    private static final OffsetDateTime ALWAYS = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    /**
     * Nodes' clocks differ a little, so that a later event can carry an earlier time. No event lies further from its neighbours than
     * this.
     */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final JdbcTemplate jdbc;

    EventQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * A page of events, newest first.
     *
     * @param limit how many at most
     * @param cursor where the page before ended; null for the first page
     * @throws io.omni.query.BadCursor when it is no cursor of this list
     */
    public EventPage page(EventFilter filter, int limit, @Nullable String cursor) {
        long before =
                cursor == null ? Long.MAX_VALUE : Cursor.read(LIST, 1, cursor).position(0);
        Long from = start(filter.since());
        if (from == null) {
            return new EventPage(List.of(), null);
        }
        List<LoggedEvent> found = find(filter, from, before, "DESC", limit + 1);
        List<LoggedEvent> page = found.subList(0, Math.min(limit, found.size()));
        return new EventPage(
                page, found.size() > limit ? Cursor.write(LIST, page.getLast().sequence()) : null);
    }

    /** How many events there are that somebody wants to see. */
    public long count(EventFilter filter) {
        Long from = start(filter.since());
        if (from == null) {
            return 0;
        }
        List<Object> arguments = new ArrayList<>(List.of(from, since(filter)));
        String conditions = conditions(filter, arguments);
        return Counts.of(jdbc, COUNT + conditions, arguments.toArray());
    }

    /**
     * The next events after a place, oldest first.
     *
     * @param sequence the place; events with a higher sequence follow it
     * @param limit how many at most
     */
    public List<LoggedEvent> after(EventFilter filter, long sequence, int limit) {
        return find(filter, sequence, Long.MAX_VALUE, "ASC", limit);
    }

    /**
     * The newest events, oldest of them first.
     *
     * @param limit how many at most
     */
    public List<LoggedEvent> newest(int limit) {
        return find(new EventFilter(Set.of(), null, null), -1, Long.MAX_VALUE, "DESC", limit)
                .reversed();
    }

    /**
     * The place before the first event that happened at a time or later.
     *
     * @param since null for the place before all events
     * @return null when nothing has happened since
     */
    public @Nullable Long start(@Nullable Instant since) {
        if (since == null) {
            return -1L;
        }
        return jdbc
                .queryForList(
                        "SELECT sequence - 1 FROM event_log_view WHERE occurred_at >= ? ORDER BY occurred_at LIMIT 1",
                        Long.class,
                        since.minus(CLOCK_SKEW).atOffset(ZoneOffset.UTC))
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** The sequence of the newest event that is stored, whether the log has it yet or not; 0 when there is none. */
    public long head() {
        Long head = jdbc.queryForObject("SELECT coalesce(max(global_index), 0) FROM domain_event", Long.class);
        return head == null ? 0 : head;
    }

    private List<LoggedEvent> find(EventFilter filter, long above, long beneath, String direction, int limit) {
        OffsetDateTime since = since(filter);
        if (filter.service() == null && !filter.types().isEmpty()) {
            return jdbc.query(
                    BY_TYPES.formatted(direction),
                    (row, _) -> event(row),
                    filter.types().toArray(String[]::new),
                    above,
                    beneath,
                    since,
                    limit,
                    limit);
        }
        List<Object> arguments = new ArrayList<>(List.of(above, beneath, since));
        String conditions = conditions(filter, arguments);
        arguments.add(limit);
        return jdbc.query(PLAIN.formatted(conditions, direction), (row, _) -> event(row), arguments.toArray());
    }

    private static String conditions(EventFilter filter, List<Object> arguments) {
        StringBuilder conditions = new StringBuilder();
        if (filter.service() != null) {
            conditions.append(" AND e.service = ?");
            arguments.add(filter.service());
        }
        if (!filter.types().isEmpty()) {
            conditions.append(" AND e.type = ANY (?)");
            arguments.add(filter.types().toArray(String[]::new));
        }
        return conditions.toString();
    }

    private static OffsetDateTime since(EventFilter filter) {
        return filter.since() == null ? ALWAYS : filter.since().atOffset(ZoneOffset.UTC);
    }

    private static LoggedEvent event(ResultSet row) throws SQLException {
        return new LoggedEvent(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getString(8),
                row.getString(9));
    }
}
