package io.omni.command.pipeline.work;

import io.omni.events.pipeline.PipelineId;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which pipelines' running stages must stop now. A table, because the stage may run on another node than the one that was asked. */
@Component
class StopRequests {
    private final JdbcTemplate jdbc;

    StopRequests(@Qualifier("processingDataSource") DataSource processing) {
        this.jdbc = new JdbcTemplate(processing);
    }

    void add(PipelineId pipeline) {
        jdbc.update(
                "INSERT INTO stop_request (pipeline_id, requested_at) VALUES (?, now()) ON CONFLICT DO NOTHING",
                pipeline.value());
    }

    void remove(PipelineId pipeline) {
        jdbc.update("DELETE FROM stop_request WHERE pipeline_id = ?", pipeline.value());
    }

    List<PipelineId> among(Collection<PipelineId> pipelines) {
        String[] ids = pipelines.stream().map(PipelineId::value).toArray(String[]::new);
        return jdbc.query(
                "SELECT pipeline_id FROM stop_request WHERE pipeline_id = ANY (?)",
                (row, _) -> new PipelineId(row.getString(1)),
                (Object) ids);
    }
}
