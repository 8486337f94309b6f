package io.omni.projection.service;

import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceState;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code service_view}, on the connection of the transaction that is under way. */
@Component
class ServiceViewTable {
    private static final String LOAD = "SELECT state, registered, position FROM service_view WHERE service = ?";

    private static final String WRITE = "INSERT INTO service_view AS v"
            + " (service, active, registered, version, position, state) VALUES (?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (service) DO UPDATE SET active = excluded.active, version = excluded.version,"
            + " position = excluded.position, state = excluded.state WHERE v.version < excluded.version";

    private final JdbcTemplate jdbc;
    private final JsonMapper mapper;

    ServiceViewTable(
            @Qualifier("processingDataSource") DataSource dataSource, @Qualifier("eventMapper") JsonMapper mapper) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.mapper = mapper;
    }

    /** The row of a service; null when there is none. */
    @Nullable
    ServiceViewRow load(ServiceName service) {
        List<ServiceViewRow> rows = jdbc.query(
                LOAD,
                (row, _) -> new ServiceViewRow(
                        mapper.readValue(row.getString(1), ServiceState.class), row.getLong(2), row.getLong(3)),
                service.value());
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** Writes rows; one that holds a newer version already stays as it is. */
    void write(Collection<ServiceViewRow> rows) {
        jdbc.batchUpdate(WRITE, rows, Math.max(1, rows.size()), (statement, row) -> {
            statement.setString(1, row.state().service().value());
            statement.setBoolean(2, !row.state().retired());
            statement.setLong(3, row.registered());
            statement.setLong(4, row.state().version());
            statement.setLong(5, row.position());
            statement.setString(6, mapper.writeValueAsString(row.state()));
        });
    }
}
