package io.omni.command.service.deployment;

import io.omni.command.work.StagedWork;
import io.omni.command.work.WorkTable;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The queue in which restarts lie, apart from the pipelines' so that neither waits for the other's workers. */
@Component
class RestartQueue {
    /** Its table. */
    static final String TABLE = "service_tasks";

    private static final String RELEASE = "UPDATE " + TABLE
            + " SET picked = false, picked_by = NULL, last_heartbeat = NULL, execution_time = now(), version = version + 1"
            + " WHERE picked AND picked_by = ?";

    private final WorkTable table;
    private final StagedWork staged;
    private final JdbcTemplate jdbc;
    private final AtomicReference<Runnable> listener = new AtomicReference<>(() -> {});

    RestartQueue(@Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.table = new WorkTable(processing, json, TABLE);
        this.staged = new StagedWork(table, () -> listener.get().run());
        this.jdbc = new JdbcTemplate(processing);
    }

    WorkTable table() {
        return table;
    }

    /** Stages a task with the batch of events under way. */
    void stage(WorkTable.Due task) {
        staged.stage(task);
    }

    /** Lets go of what a node held when it was killed; its steps are safe to repeat. Returns how many tasks that were. */
    int release(String node) {
        return jdbc.update(RELEASE, node);
    }

    void listen(Runnable newListener) {
        listener.set(newListener);
    }
}
