package io.omni.query.service;

import io.omni.events.service.ServiceGraph;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * All services as they are now, read at most ten times a second, however many ask. Between two reads everybody gets the same snapshot.
 */
@Component
public class ServiceBoard {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceBoard.class);
    private static final Duration FRESH = Duration.ofMillis(100);
    private static final Duration FRESH_ENOUGH = Duration.ofSeconds(1);

    private static final String ROWS =
            "SELECT v.service, v.version, p.last_check_at, p.latency_us, p.version, p.up_since"
                    + " FROM service_view v LEFT JOIN service_probe p ON p.service = v.service AND p.active"
                    + " WHERE v.active ORDER BY v.registered, v.service";
    private static final String STATES = "SELECT state FROM service_view WHERE service = ANY (?)";

    private final JdbcTemplate jdbc;
    private final JsonMapper mapper;
    private final Clock clock;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Snapshot latest;

    ServiceBoard(DataSource dataSource, @Qualifier("eventMapper") JsonMapper mapper, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * All services at one moment.
     *
     * @param services every service of the catalogue, in the order in which they came into it
     * @param byName the same by name
     * @param graph what depends on what
     * @param at the moment
     * @param readAt the same by the virtual machine's own clock
     */
    public record Snapshot(
            List<ServiceReading> services,
            Map<ServiceName, ServiceReading> byName,
            ServiceGraph graph,
            Instant at,
            long readAt) {

        private boolean isOlderThan(Duration age) {
            return System.nanoTime() - readAt > age.toNanos();
        }
    }

    /** The services as they were at most a tenth of a second ago. */
    public Snapshot current() {
        Snapshot known = latest;
        return known == null || known.isOlderThan(FRESH) ? reread(FRESH) : known;
    }

    /** The services as they are at this moment. */
    public Snapshot now() {
        return reread(Duration.ZERO);
    }

    /**
     * The services as far as they are known, without waiting for anything: what has grown old is read again in the background.
     *
     * @return null until they have been read once
     */
    public @Nullable Snapshot known() {
        Snapshot known = latest;
        if ((known == null || known.isOlderThan(FRESH_ENOUGH)) && refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("service-board").start(this::refresh);
        }
        return known;
    }

    private void refresh() {
        try {
            reread(FRESH);
        } catch (DataAccessException e) {
            LOG.debug("The services can't be read now: {}", e.getMessage());
        } finally {
            refreshing.set(false);
        }
    }

    /** One reads, the others wait for what it finds. */
    private synchronized Snapshot reread(Duration age) {
        Snapshot known = latest;
        if (known != null && !known.isOlderThan(age)) {
            return known;
        }
        Snapshot read = read(known);
        latest = read;
        return read;
    }

    private Snapshot read(@Nullable Snapshot before) {
        long readAt = System.nanoTime();
        Instant at = clock.instant();
        List<Row> rows = jdbc.query(
                ROWS,
                (row, _) -> new Row(
                        new ServiceName(row.getString(1)),
                        row.getLong(2),
                        instant(row.getObject(3, OffsetDateTime.class)),
                        (Long) row.getObject(4),
                        row.getString(5),
                        instant(row.getObject(6, OffsetDateTime.class))));
        Map<ServiceName, ServiceState> states = states(rows, before);
        Map<ServiceName, ServiceReading> byName = LinkedHashMap.newLinkedHashMap(rows.size());
        rows.forEach(row -> {
            ServiceState state = states.get(row.service);
            if (state != null && !state.retired()) {
                String version = row.version == null ? state.definition().version() : row.version;
                byName.put(
                        row.service,
                        new ServiceReading(state, row.lastCheckAt, row.latencyMicros, version, row.upSince));
            }
        });
        ServiceGraph graph = before != null && sameDefinitions(before, byName) ? before.graph() : graph(byName);
        return new Snapshot(List.copyOf(byName.values()), Map.copyOf(byName), graph, at, readAt);
    }

    /** Only what has changed is read and parsed again. */
    private Map<ServiceName, ServiceState> states(List<Row> rows, @Nullable Snapshot before) {
        Map<ServiceName, ServiceState> states = HashMap.newHashMap(rows.size());
        List<String> changed = new ArrayList<>();
        for (Row row : rows) {
            ServiceReading known = before == null ? null : before.byName().get(row.service);
            if (known != null && known.state().version() == row.stateVersion) {
                states.put(row.service, known.state());
            } else {
                changed.add(row.service.value());
            }
        }
        if (!changed.isEmpty()) {
            jdbc.query(
                    STATES,
                    row -> {
                        ServiceState state = mapper.readValue(row.getString(1), ServiceState.class);
                        states.put(state.service(), state);
                    },
                    (Object) changed.toArray(String[]::new));
        }
        return states;
    }

    private static boolean sameDefinitions(Snapshot before, Map<ServiceName, ServiceReading> now) {
        return before.byName().keySet().equals(now.keySet())
                && now.values().stream()
                        .allMatch(reading -> before.byName()
                                .get(reading.name())
                                .state()
                                .definition()
                                .equals(reading.state().definition()));
    }

    private static ServiceGraph graph(Map<ServiceName, ServiceReading> services) {
        Map<ServiceName, List<ServiceName>> dependsOn = LinkedHashMap.newLinkedHashMap(services.size());
        services.forEach((name, reading) ->
                dependsOn.put(name, reading.state().definition().dependsOn()));
        return ServiceGraph.of(dependsOn);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private record Row(
            ServiceName service,
            long stateVersion,
            @Nullable Instant lastCheckAt,
            @Nullable Long latencyMicros,
            @Nullable String version,
            @Nullable Instant upSince) {}
}
