package io.omni.projection.content;

import io.omni.events.content.ProjectState;
import io.omni.projection.folding.FoldedRow;
import io.omni.projection.folding.FoldedTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code content_project_view}. */
@Component
class ProjectTable implements FoldedTable<ProjectState> {
    private static final String LOAD =
            "SELECT project_id, position, state FROM content_project_view WHERE project_id = ANY (?)";
    private static final String WRITE = "INSERT INTO content_project_view (project_id, tenant, status, deleted,"
            + " created_at, version, position, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (project_id) DO UPDATE SET status = excluded.status, deleted = excluded.deleted,"
            + " version = excluded.version, position = excluded.position, state = excluded.state"
            + " WHERE content_project_view.version < excluded.version";

    private final StateRows<ProjectState> rows;

    ProjectTable(@Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.rows = new StateRows<>(processing, json, ProjectState.class, ProjectState::version, LOAD);
    }

    @Override
    public Map<String, FoldedRow<ProjectState>> load(Collection<String> ids) {
        return rows.load(ids);
    }

    @Override
    public void write(List<FoldedRow<ProjectState>> changed) {
        rows.jdbc().batchUpdate(WRITE, changed, changed.size(), (statement, row) -> {
            ProjectState state = row.state();
            statement.setString(1, row.id());
            statement.setString(2, state.tenant());
            statement.setString(3, state.status().name());
            statement.setBoolean(4, state.deleted());
            StateRows.setTime(statement, 5, state.createdAt());
            statement.setLong(6, row.version());
            statement.setLong(7, row.position());
            statement.setString(8, rows.json(state));
        });
    }
}
