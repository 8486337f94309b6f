package io.omni.command.pipeline.work;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stages' part of db-scheduler's table. Tasks are inserted many at once and in the caller's transaction, which the library's own
 * client can't do; everything else about them is left to the library.
 */
@Component
class StageQueue {
    private static final String INSERT = """
            INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
            VALUES (?, ?, ?, ?, false, 1) ON CONFLICT (task_name, task_instance) DO NOTHING
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    StageQueue(@Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.jdbc = new JdbcTemplate(processing);
        this.json = json;
    }

    /** Puts tasks into the queue; one that is there already stays as it is. */
    void add(List<Due> tasks) {
        jdbc.batchUpdate(INSERT, tasks, tasks.size(), (statement, due) -> {
            statement.setString(1, StageTask.NAME);
            statement.setString(2, due.task().instanceId());
            statement.setBytes(3, json.writeValueAsBytes(due.task()));
            statement.setTimestamp(4, Timestamp.from(due.at()));
        });
    }

    /** The tasks that a node holds. */
    List<StageTask> heldBy(String node) {
        return jdbc.query(
                "SELECT task_data FROM scheduled_tasks WHERE task_name = ? AND picked AND picked_by = ?",
                (row, _) -> json.readValue(row.getBytes(1), StageTask.class),
                StageTask.NAME,
                node);
    }

    /** Takes a task out of the queue. */
    void remove(StageTask task) {
        jdbc.update(
                "DELETE FROM scheduled_tasks WHERE task_name = ? AND task_instance = ?",
                StageTask.NAME,
                task.instanceId());
    }

    /** A task and when it is due. */
    record Due(StageTask task, Instant at) {}
}
