package io.omni.projection.service.deployment;

import io.omni.events.service.deployment.ServiceDeploymentState;
import java.util.Collection;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code service_deployment_view}, on the connection of the transaction that is under way. */
@Component
class ServiceDeploymentTable {
    /** The table. */
    static final String TABLE = "service_deployment_view";

    private static final String LOAD = "SELECT state, position FROM " + TABLE + " WHERE service = ?";
    private static final String WRITE =
            "INSERT INTO " + TABLE + " (service, version, position, state) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (service) DO UPDATE SET version = excluded.version, position = excluded.position,"
                    + " state = excluded.state WHERE " + TABLE + ".version < excluded.version";

    private final JdbcTemplate jdbc;
    private final JsonMapper mapper;

    ServiceDeploymentTable(
            @Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper mapper) {
        this.jdbc = new JdbcTemplate(processing);
        this.mapper = mapper;
    }

    /** The row of a service; empty when it has none yet. */
    Optional<Row> load(String service) {
        return jdbc
                .query(
                        LOAD,
                        (row, _) -> new Row(
                                mapper.readValue(row.getString(1), ServiceDeploymentState.class), row.getLong(2)),
                        service)
                .stream()
                .findFirst();
    }

    /** Writes rows; one that is newer already stays as it is. */
    void write(Collection<Row> rows) {
        jdbc.batchUpdate(WRITE, rows, Math.max(1, rows.size()), (statement, row) -> {
            statement.setString(1, row.state().service());
            statement.setLong(2, row.state().version());
            statement.setLong(3, row.position());
            statement.setString(4, mapper.writeValueAsString(row.state()));
        });
    }

    /** A deployment and the place of its last event among all events. */
    record Row(ServiceDeploymentState state, long position) {}
}
