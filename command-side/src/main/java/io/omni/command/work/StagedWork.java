package io.omni.command.work;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Puts tasks into a queue in the transaction that advances the position of the event processor under way: a task is never lost, and
 * never staged twice.
 */
public final class StagedWork {
    private final WorkTable table;
    private final Runnable whenStaged;
    private final String key;

    /**
     * Stages into one table.
     *
     * @param whenStaged told after the commit that there is something to do
     */
    public StagedWork(WorkTable table, Runnable whenStaged) {
        this.table = table;
        this.whenStaged = whenStaged;
        this.key = StagedWork.class.getName() + "@" + System.identityHashCode(this);
    }

    /** Stages a task with the batch of events under way. */
    public void stage(WorkTable.Due task) {
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        List<WorkTable.Due> staged = batch.getOrComputeResource(key, _ -> {
            List<WorkTable.Due> tasks = new ArrayList<>();
            batch.onPrepareCommit(_ -> table.add(tasks));
            batch.afterCommit(_ -> whenStaged.run());
            return tasks;
        });
        staged.add(task);
    }
}
