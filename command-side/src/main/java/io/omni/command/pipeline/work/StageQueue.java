package io.omni.command.pipeline.work;

import io.omni.command.work.WorkTable;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The queue in which the work of stages lies. */
@Component
class StageQueue {
    private final WorkTable table;

    StageQueue(@Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.table = new WorkTable(processing, json, "scheduled_tasks");
    }

    WorkTable table() {
        return table;
    }

    /** The tasks that a node holds. */
    List<StageTask> heldBy(String node) {
        return table.heldBy(node, StageTask.NAME, StageTask.class);
    }

    /** Takes a task out of the queue. */
    void remove(StageTask task) {
        table.remove(StageTask.NAME, task.instanceId());
    }
}
