package io.omni.projection.workflow;

import io.omni.events.workflow.WorkflowState;
import io.omni.projection.folding.FoldedRow;
import io.omni.projection.folding.FoldedTable;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code workflow_view}. */
@Component
class WorkflowViewTable implements FoldedTable<WorkflowState> {
    private static final String LOAD = "SELECT position, state FROM workflow_view WHERE workflow_id = ANY (?)";
    private static final String WRITE =
            "INSERT INTO workflow_view (workflow_id, deleted, created_at, version, position, state)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (workflow_id) DO UPDATE SET deleted = excluded.deleted,"
                    + " version = excluded.version, position = excluded.position, state = excluded.state"
                    + " WHERE workflow_view.version < excluded.version";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    WorkflowViewTable(
            @Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.jdbc = new JdbcTemplate(processing);
        this.json = json;
    }

    @Override
    public Map<String, FoldedRow<WorkflowState>> load(Collection<String> ids) {
        Map<String, FoldedRow<WorkflowState>> rows = new HashMap<>();
        jdbc.query(
                LOAD,
                row -> {
                    WorkflowState state = json.readValue(row.getString(2), WorkflowState.class);
                    String id = state.workflowId().value();
                    rows.put(id, new FoldedRow<>(id, state, state.version(), row.getLong(1)));
                },
                (Object) ids.toArray(String[]::new));
        return rows;
    }

    @Override
    public void write(List<FoldedRow<WorkflowState>> rows) {
        jdbc.batchUpdate(WRITE, rows, rows.size(), (statement, row) -> {
            statement.setString(1, row.id());
            statement.setBoolean(2, row.state().deleted());
            statement.setTimestamp(3, Timestamp.from(row.state().createdAt()));
            statement.setLong(4, row.version());
            statement.setLong(5, row.position());
            statement.setString(6, json.writeValueAsString(row.state()));
        });
    }
}
