package io.omni.command.workflow.work;

import io.omni.command.work.StagedWork;
import io.omni.command.work.WorkTable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The queue in which the work of workflows lies. */
@Component
class WorkflowQueue {
    private final WorkTable table;
    private final StagedWork staged;
    private final AtomicReference<Runnable> listener = new AtomicReference<>(() -> {});

    WorkflowQueue(@Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.table = new WorkTable(processing, json, "workflow_tasks");
        this.staged = new StagedWork(table, this::workIsDue);
    }

    WorkTable table() {
        return table;
    }

    /** Stages an attempt at a step with the batch of events under way. */
    void stage(StepTask task, Instant at) {
        staged.stage(due(task, at));
    }

    void stage(AdmitTask task, Instant at) {
        staged.stage(new WorkTable.Due(AdmitTask.NAME, task.executionId().value(), task, at));
    }

    void stage(StartTask task, Instant at) {
        staged.stage(new WorkTable.Due(StartTask.NAME, task.executionId().value(), task, at));
    }

    void stage(FiringTask task) {
        staged.stage(due(task));
    }

    /** Puts the firing after this one into the queue, now. */
    void add(FiringTask task) {
        table.add(List.of(due(task)));
    }

    /** The steps that a node holds. */
    List<StepTask> stepsHeldBy(String node) {
        return table.heldBy(node, StepTask.NAME, StepTask.class);
    }

    void remove(StepTask task) {
        table.remove(StepTask.NAME, task.instanceId());
    }

    /** Gives back whatever else a node holds. */
    void release(String node) {
        table.release(node);
    }

    /** Who is told that there is something to do. */
    void listen(Runnable newListener) {
        listener.set(newListener);
    }

    private void workIsDue() {
        listener.get().run();
    }

    private static WorkTable.Due due(StepTask task, Instant at) {
        return new WorkTable.Due(StepTask.NAME, task.instanceId(), task, at);
    }

    private static WorkTable.Due due(FiringTask task) {
        return new WorkTable.Due(FiringTask.NAME, task.instanceId(), task, task.at());
    }
}
