package io.omni.projection.workflow;

import io.omni.events.workflow.ExecutionState;
import io.omni.projection.folding.FoldedRow;
import io.omni.projection.folding.FoldedTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code execution_view}. */
@Component
class ExecutionViewTable implements FoldedTable<ExecutionState> {
    private static final String LOAD = "SELECT position, state FROM execution_view WHERE execution_id = ANY (?)";
    private static final String WRITE = "INSERT INTO execution_view (execution_id, workflow_id, status, created_at,"
            + " completed_at, version, position, overview, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (execution_id) DO UPDATE SET status = excluded.status,"
            + " completed_at = excluded.completed_at, version = excluded.version, position = excluded.position,"
            + " overview = excluded.overview, state = excluded.state"
            + " WHERE execution_view.version < excluded.version";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    ExecutionViewTable(
            @Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.jdbc = new JdbcTemplate(processing);
        this.json = json;
    }

    @Override
    public Map<String, FoldedRow<ExecutionState>> load(Collection<String> ids) {
        Map<String, FoldedRow<ExecutionState>> rows = new HashMap<>();
        jdbc.query(
                LOAD,
                row -> {
                    ExecutionState state = json.readValue(row.getString(2), ExecutionState.class);
                    String id = state.executionId().value();
                    rows.put(id, new FoldedRow<>(id, state, state.version(), row.getLong(1)));
                },
                (Object) ids.toArray(String[]::new));
        return rows;
    }

    @Override
    public void write(List<FoldedRow<ExecutionState>> rows) {
        jdbc.batchUpdate(WRITE, rows, rows.size(), (statement, row) -> {
            ExecutionState state = row.state();
            Instant completed = state.completedAt();
            statement.setString(1, row.id());
            statement.setString(2, state.workflowId().value());
            statement.setString(3, state.status().wireName());
            statement.setTimestamp(4, Timestamp.from(state.createdAt()));
            statement.setTimestamp(5, completed == null ? null : Timestamp.from(completed));
            statement.setLong(6, row.version());
            statement.setLong(7, row.position());
            statement.setString(8, json.writeValueAsString(ExecutionOverview.of(state)));
            statement.setString(9, json.writeValueAsString(state));
        });
    }
}
