package io.omni.query.service;

import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads incidents. Those that were merged into another one are left out: the other one lists their service. */
@Component
class Incidents {
    private static final String LIST = "incidents";
    private static final int KEY_PARTS = 2;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final String COLUMNS =
            "SELECT incident_id, service, status, reason, opened_at, closed_at FROM incident_view";
    private static final String OPEN = COLUMNS + " WHERE closed_at IS NULL ORDER BY opened_at, incident_id";
    private static final String PAGE = COLUMNS + " WHERE merged_into IS NULL"
            + " AND (opened_at, incident_id) < (?, ?)%s ORDER BY opened_at DESC, incident_id DESC LIMIT ?";
    private static final String COUNT = "SELECT count(*) FROM incident_view WHERE merged_into IS NULL";
    private static final String AFFECTED = "SELECT incident_id, service, status, since, until FROM affected_view"
            + " WHERE incident_id = ANY (?) ORDER BY since, service";

    private final JdbcTemplate jdbc;

    Incidents(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** The open ones, the oldest first. */
    List<Incident> open() {
        return withAffected(jdbc.query(OPEN, (row, _) -> incident(row)));
    }

    /**
     * A page, newest first.
     *
     * @param open true for the open ones, false for the closed ones, null for all
     */
    IncidentPage page(@Nullable Boolean open, int limit, @Nullable String cursor) {
        Cursor after = cursor == null ? null : Cursor.read(LIST, KEY_PARTS, cursor);
        Instant at = after == null ? LATEST : after.instant(0);
        String id = after == null ? "~" : after.text(1);
        List<Incident> found = jdbc.query(
                PAGE.formatted(condition(open)), (row, _) -> incident(row), at.atOffset(ZoneOffset.UTC), id, limit + 1);
        List<Incident> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? Cursor.write(LIST, page.getLast().openedAt(), page.getLast().incidentId())
                : null;
        return new IncidentPage(withAffected(page), next);
    }

    /** How many there are; see {@link #page}. */
    long count(@Nullable Boolean open) {
        return Counts.of(jdbc, COUNT + condition(open));
    }

    private static String condition(@Nullable Boolean open) {
        if (open == null) {
            return "";
        }
        return open ? " AND closed_at IS NULL" : " AND closed_at IS NOT NULL";
    }

    private List<Incident> withAffected(List<Incident> incidents) {
        Map<String, List<Incident.Affected>> affected = new HashMap<>();
        jdbc.query(
                AFFECTED,
                row -> {
                    affected.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(new Incident.Affected(
                                    new ServiceName(row.getString(2)),
                                    ServiceStatus.of(row.getString(3)),
                                    row.getObject(4, OffsetDateTime.class).toInstant(),
                                    instant(row.getObject(5, OffsetDateTime.class))));
                },
                (Object) incidents.stream().map(Incident::incidentId).toArray(String[]::new));
        return incidents.stream()
                .map(i -> new Incident(
                        i.incidentId(),
                        i.service(),
                        i.status(),
                        i.reason(),
                        i.openedAt(),
                        i.closedAt(),
                        affected.getOrDefault(i.incidentId(), List.of()).stream()
                                .filter(a -> i.closedAt() != null || a.until() == null)
                                .toList()))
                .toList();
    }

    private static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                row.getString(1),
                new ServiceName(row.getString(2)),
                ServiceStatus.of(row.getString(3)),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                instant(row.getObject(6, OffsetDateTime.class)),
                List.of());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
