package io.omni.projection.service;

import io.omni.events.service.ServiceName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes {@code incident_view} and {@code affected_view}, on the connection of the transaction that is under way. */
@Component
class IncidentTable {
    private static final String OPEN = "INSERT INTO incident_view (incident_id, service, status, reason, opened_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (service) WHERE closed_at IS NULL"
            + " DO UPDATE SET status = excluded.status, reason = excluded.reason";

    private static final String CLOSE =
            "UPDATE incident_view SET closed_at = ? WHERE service = ? AND closed_at IS NULL";

    private static final String MERGE = "UPDATE incident_view SET closed_at = ?, merged_into = ?"
            + " WHERE service = ? AND closed_at IS NULL RETURNING opened_at";

    // A cause may itself turn out to be a victim, or may just have recovered.
    private static final String CAUSE = """
            SELECT incident_id FROM (
                SELECT incident_id, 1 AS rank, opened_at AS began FROM incident_view WHERE service = ? AND closed_at IS NULL
                UNION ALL SELECT incident_id, 2, since FROM affected_view WHERE service = ? AND until IS NULL
                UNION ALL SELECT incident_id, 3, opened_at FROM incident_view WHERE service = ? AND closed_at IS NOT NULL
            ) AS found ORDER BY rank, began DESC LIMIT 1""";

    private static final String AFFECT = "INSERT INTO affected_view AS a"
            + " (incident_id, service, since, status, reason) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (incident_id, service) DO UPDATE SET until = NULL, status = excluded.status,"
            + " reason = excluded.reason, since = least(a.since, excluded.since)";

    private static final String END =
            "UPDATE affected_view SET until = ? WHERE service = ? AND until IS NULL AND incident_id <> ?";

    private static final String FAILURE = "SELECT status, reason FROM incident_view"
            + " WHERE service = ? AND closed_at IS NULL"
            + " UNION ALL SELECT status, reason FROM affected_view WHERE service = ? AND until IS NULL";

    private final JdbcTemplate jdbc;

    IncidentTable(@Qualifier("processingDataSource") DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * How a service fails.
     *
     * @param service the service
     * @param status how badly, by wire name
     * @param reason one sentence
     */
    record Failure(ServiceName service, String status, String reason) {}

    /** Opens an incident, or brings the service's open one up to date. */
    void open(String incidentId, Failure failure, Instant at) {
        jdbc.update(OPEN, incidentId, failure.service().value(), failure.status(), failure.reason(), time(at));
    }

    /** Closes a service's open incident, if it has one. */
    void close(ServiceName service, Instant at) {
        jdbc.update(CLOSE, time(at), service.value());
    }

    /**
     * A service fails because of another one, whatever was thought before.
     *
     * @return false when nothing is known of a failure of the other one; nothing is written then
     */
    boolean affect(Failure failure, ServiceName cause, Instant at) {
        List<String> causes = jdbc.queryForList(CAUSE, String.class, cause.value(), cause.value(), cause.value());
        if (causes.isEmpty()) {
            return false;
        }
        String incident = causes.getFirst();
        Instant since = merge(failure.service(), incident, at).orElse(at);
        jdbc.update(END, time(at), failure.service().value(), incident);
        jdbc.update(AFFECT, incident, failure.service().value(), time(since), failure.status(), failure.reason());
        return true;
    }

    /** A service no longer fails because of another one. */
    void endAffected(ServiceName service, Instant at) {
        jdbc.update(END, time(at), service.value(), "");
    }

    /** How a service fails now; empty when it doesn't. */
    Optional<Failure> failure(ServiceName service) {
        return jdbc
                .query(
                        FAILURE,
                        (row, _) -> new Failure(service, row.getString(1), row.getString(2)),
                        service.value(),
                        service.value())
                .stream()
                .findFirst();
    }

    private Optional<Instant> merge(ServiceName service, String into, Instant at) {
        return jdbc
                .query(
                        MERGE,
                        (row, _) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        time(at),
                        into,
                        service.value())
                .stream()
                .findFirst();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
