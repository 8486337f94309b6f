package io.omni.command.service.health;

import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Shares the probing among all nodes. A node claims services that are due; nobody else asks them until it has written what it found, or
 * has been silent for so long that it must be dead. All times are the database's, so that the nodes' clocks don't matter.
 */
@Component
class ProbeTable {
    private static final String KNOWN = "p.service, p.status, p.status_since, p.root_cause, p.observed, p.streak,"
            + " p.observed_since, p.last_check_at, p.latency_us, p.version, p.up_since,"
            + " p.slot_start, p.slot_checks, p.slot_available, p.slot_latency";

    // What isn't claimed has -infinity there. A claim that has run out makes its service due again: both times are the
    // same then.
    private static final String CLAIM = """
            WITH due AS (
                SELECT service FROM service_probe
                WHERE active AND due_at <= now() AND claimed_until <= now()
                ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE service_probe p
            SET claim = ?, claimed_until = now() + ? * interval '1 millisecond', due_at = now() + ? * interval '1 millisecond'
            FROM due WHERE p.service = due.service RETURNING\s""" + KNOWN;

    /**
     * Whoever writes several rows takes this turn first, because each comes by them in another order, and two could wait for each other.
     * It ends with the transaction.
     */
    static final String TURN = "SELECT 1 FROM pg_advisory_xact_lock(5107394)";

    private static final String IN_TURN = "WITH turn AS MATERIALIZED (" + TURN + ") ";

    private static final String FIND =
            "SELECT " + KNOWN + " FROM service_probe p WHERE p.active AND p.service = ANY (?)";

    // One that was hastened while it was claimed stays due.
    private static final String WRITE = IN_TURN + """
            UPDATE service_probe p
            SET due_at = CASE WHEN p.due_at < p.claimed_until THEN p.due_at ELSE now() + r.pause * interval '1 millisecond' END,
                claim = NULL, claimed_until = '-infinity', observed = r.observed, streak = r.streak,
                observed_since = r.observed_since, last_check_at = r.last_check_at, latency_us = r.latency_us,
                version = r.version, up_since = r.up_since, slot_start = r.slot_start, slot_checks = r.slot_checks,
                slot_available = r.slot_available, slot_latency = r.slot_latency
            FROM turn, unnest(?::text[], ?::bigint[], ?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[], ?::bigint[],
                        ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::int[], ?::bytea[], ?::text[])
                 AS r (service, pause, observed, streak, observed_since, last_check_at, latency_us,
                       version, up_since, slot_start, slot_checks, slot_available, slot_latency, claim)
            WHERE p.service = r.service AND p.claim = r.claim""";

    private static final String KEEP = """
            INSERT INTO service_history (service, slot_start, checks, available, latency)
            SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::int[], ?::int[], ?::bytea[])
            ON CONFLICT DO NOTHING""";

    private static final String FORGET =
            "DELETE FROM service_history WHERE service = ANY (?) AND slot_start < now() - interval '25 hours'";

    private static final String HASTEN = IN_TURN
            + "UPDATE service_probe SET due_at = now() FROM turn WHERE active AND due_at > now() AND service = ANY (?)";

    private static final String ONLY_FAILING = " AND (status <> 'healthy' OR observed <> 'healthy')";

    private final JdbcTemplate jdbc;

    ProbeTable(@Qualifier("processingDataSource") DataSource processing) {
        this.jdbc = new JdbcTemplate(processing);
    }

    /**
     * Claims services that are due, the longest due first.
     *
     * @param claim names this claim; no other one has the same name
     * @param limit how many at most
     * @param lease after which time the claim runs out
     */
    List<Watch> claim(String claim, int limit, Duration lease) {
        return jdbc.query(CLAIM, (row, _) -> watch(row), limit, claim, lease.toMillis(), lease.toMillis());
    }

    /** What is known of these services, as far as they are asked at all. */
    Map<ServiceName, Watch> find(Collection<ServiceName> services) {
        Map<ServiceName, Watch> found = HashMap.newHashMap(services.size());
        jdbc.query(
                FIND,
                row -> {
                    Watch watch = watch(row);
                    found.put(watch.service(), watch);
                },
                (Object) names(services));
        return found;
    }

    /** Writes what probes found and gives the services back; of one that another node has claimed since, nothing is written. */
    void write(List<Finding> findings) {
        List<Finding> over = findings.stream().filter(Finding::endsSlot).toList();
        if (!over.isEmpty()) {
            keep(over);
        }
        jdbc.update(WRITE, statement -> {
            set(statement, 1, "text", findings, f -> f.after().service().value());
            set(statement, 2, "bigint", findings, f -> f.pause().toMillis());
            set(statement, 3, "text", findings, f -> wireName(f.after().observed()));
            set(statement, 4, "integer", findings, f -> f.after().streak());
            set(statement, 5, "timestamptz", findings, f -> time(f.after().observedSince()));
            set(statement, 6, "timestamptz", findings, f -> time(f.after().lastCheckAt()));
            set(statement, 7, "bigint", findings, f -> f.after().latencyMicros());
            set(statement, 8, "text", findings, f -> f.after().version());
            set(statement, 9, "timestamptz", findings, f -> time(f.after().upSince()));
            set(statement, 10, "timestamptz", findings, f -> time(f.slot().start()));
            set(statement, 11, "integer", findings, f -> f.slot().checks());
            set(statement, 12, "integer", findings, f -> f.slot().available());
            setBytes(statement, 13, findings, f -> f.slot().latency());
            set(statement, 14, "text", findings, Finding::claim);
        });
    }

    /**
     * Has services asked as soon as somebody can.
     *
     * @param onlyFailing leaves those alone that are well
     */
    void hasten(Collection<ServiceName> services, boolean onlyFailing) {
        if (!services.isEmpty()) {
            jdbc.update(onlyFailing ? HASTEN + ONLY_FAILING : HASTEN, (Object) names(services));
        }
    }

    private void keep(List<Finding> over) {
        jdbc.update(KEEP, statement -> {
            set(statement, 1, "text", over, f -> f.before().service().value());
            set(statement, 2, "timestamptz", over, f -> time(f.ended().start()));
            set(statement, 3, "integer", over, f -> f.ended().checks());
            set(statement, 4, "integer", over, f -> f.ended().available());
            setBytes(statement, 5, over, f -> f.ended().latency());
        });
        jdbc.update(FORGET, (Object)
                names(over.stream().map(f -> f.before().service()).toList()));
    }

    private static Watch watch(ResultSet row) throws SQLException {
        String rootCause = row.getString(4);
        String observed = row.getString(5);
        long latency = row.getLong(9);
        Long latencyMicros = row.wasNull() ? null : latency;
        Instant slotStart = instant(row, 12);
        return new Watch(
                new ServiceName(row.getString(1)),
                ServiceStatus.of(row.getString(2)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                rootCause == null ? null : new ServiceName(rootCause),
                observed == null ? null : ServiceStatus.of(observed),
                row.getInt(6),
                instant(row, 7),
                instant(row, 8),
                latencyMicros,
                row.getString(10),
                instant(row, 11),
                slotStart == null
                        ? null
                        : new LatencySlot(slotStart, row.getInt(13), row.getInt(14), row.getBytes(15)));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String wireName(@Nullable ServiceStatus status) {
        return status == null ? null : status.wireName();
    }

    private static String[] names(Collection<ServiceName> services) {
        return services.stream().map(ServiceName::value).toArray(String[]::new);
    }

    private static void set(
            PreparedStatement statement,
            int index,
            String type,
            List<Finding> findings,
            Function<Finding, @Nullable Object> value)
            throws SQLException {
        Object[] values = findings.stream().map(value).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    private static void setBytes(
            PreparedStatement statement, int index, List<Finding> findings, Function<Finding, byte @Nullable []> value)
            throws SQLException {
        byte[][] values = findings.stream().map(value).toArray(byte[][]::new);
        statement.setArray(index, statement.getConnection().createArrayOf("bytea", values));
    }
}
