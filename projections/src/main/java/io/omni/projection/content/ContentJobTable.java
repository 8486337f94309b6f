package io.omni.projection.content;

import io.omni.events.content.ContentJobState;
import io.omni.projection.folding.FoldedRow;
import io.omni.projection.folding.FoldedTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code content_job_view}. */
@Component
class ContentJobTable implements FoldedTable<ContentJobState> {
    private static final String LOAD = "SELECT job_id, position, state FROM content_job_view WHERE job_id = ANY (?)";
    private static final String WRITE = "INSERT INTO content_job_view (job_id, project_id, kind, creator_id, clip_id,"
            + " status, created_at, completed_at, version, position, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (job_id) DO UPDATE SET status = excluded.status, completed_at = excluded.completed_at,"
            + " version = excluded.version, position = excluded.position, state = excluded.state"
            + " WHERE content_job_view.version < excluded.version";

    private final StateRows<ContentJobState> rows;

    ContentJobTable(
            @Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.rows = new StateRows<>(processing, json, ContentJobState.class, ContentJobState::version, LOAD);
    }

    @Override
    public Map<String, FoldedRow<ContentJobState>> load(Collection<String> ids) {
        return rows.load(ids);
    }

    @Override
    public void write(List<FoldedRow<ContentJobState>> changed) {
        rows.jdbc().batchUpdate(WRITE, changed, changed.size(), (statement, row) -> {
            ContentJobState state = row.state();
            statement.setString(1, row.id());
            statement.setString(2, state.projectId().value());
            statement.setString(3, state.kind().wireName());
            statement.setString(
                    4, state.creatorId() == null ? null : state.creatorId().value());
            statement.setString(
                    5, state.clipId() == null ? null : state.clipId().value());
            statement.setString(6, state.status().name());
            StateRows.setTime(statement, 7, state.queuedAt());
            StateRows.setTime(statement, 8, state.completedAt());
            statement.setLong(9, row.version());
            statement.setLong(10, row.position());
            statement.setString(11, rows.json(state));
        });
    }
}
