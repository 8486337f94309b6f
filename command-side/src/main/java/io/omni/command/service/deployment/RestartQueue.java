package io.omni.command.service.deployment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The work queue of restarts. Tasks are inserted in the caller's transaction, which db-scheduler's own client can't do. */
@Component
class RestartQueue {
    /** The queue's table, apart from the pipelines' so that neither waits for the other's workers. */
    static final String TABLE = "service_tasks";

    private static final String INSERT = "INSERT INTO " + TABLE
            + " (task_name, task_instance, task_data, execution_time, picked, version)"
            + " VALUES (?, ?, ?, ?, false, 1) ON CONFLICT (task_name, task_instance) DO NOTHING";
    private static final String RELEASE = "UPDATE " + TABLE
            + " SET picked = false, picked_by = NULL, last_heartbeat = NULL, execution_time = now(), version = version + 1"
            + " WHERE picked AND picked_by = ?";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final AtomicReference<Runnable> listener = new AtomicReference<>(() -> {});

    RestartQueue(@Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.jdbc = new JdbcTemplate(processing);
        this.json = json;
    }

    /** Puts tasks into the queue; one that is there already stays as it is. */
    void add(List<Due> tasks) {
        jdbc.batchUpdate(INSERT, tasks, tasks.size(), (statement, due) -> {
            statement.setString(1, due.name());
            statement.setString(2, due.instance());
            statement.setBytes(3, json.writeValueAsBytes(due.task()));
            statement.setTimestamp(4, Timestamp.from(due.at()));
        });
    }

    /** Lets go of what a node held when it was killed; its steps are safe to repeat. Returns how many tasks that were. */
    int release(String node) {
        return jdbc.update(RELEASE, node);
    }

    /** Tells this node's scheduler that work is due. */
    void signal() {
        listener.get().run();
    }

    void listen(Runnable newListener) {
        listener.set(newListener);
    }

    /** A task and when it is due. */
    record Due(String name, String instance, Object task, Instant at) {}
}
