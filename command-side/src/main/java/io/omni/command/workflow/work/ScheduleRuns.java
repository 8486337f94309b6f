package io.omni.command.workflow.work;

import io.omni.command.run.RunBoard;
import io.omni.command.run.WatchedRuns;
import io.omni.command.work.TaskKey;
import io.omni.command.work.WorkTable;
import io.omni.command.workflow.WorkflowReader;
import io.omni.events.run.RunKind;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.TriggerType;
import io.omni.events.workflow.WorkflowId;
import io.omni.events.workflow.WorkflowState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Schedules as the reconciler sees them: each waits for its next firing, and each firing queues the one after it, so a firing that is
 * lost would be the last one.
 */
@Component
class ScheduleRuns implements WatchedRuns {
    private final WorkflowReader workflows;
    private final WorkflowTriggers triggers;
    private final WorkflowQueue queue;
    private final Clock clock;

    ScheduleRuns(WorkflowReader workflows, WorkflowTriggers triggers, WorkflowQueue queue, Clock clock) {
        this.workflows = workflows;
        this.triggers = triggers;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public RunKind kind() {
        return RunKind.SCHEDULE;
    }

    @Override
    public String stagedBy() {
        return WhenEventHappensTriggerWorkflows.PROCESSOR;
    }

    @Override
    public WorkTable table() {
        return queue.table();
    }

    /** A firing that is under way has its row until the next one lies beside it. */
    @Override
    public Set<TaskKey> atWork() {
        return Set.of();
    }

    @Override
    public List<String> open(RunBoard board, long position, String after, int limit) {
        return triggers.schedules(after, limit);
    }

    /** Any firing of the version that is in force: which one comes next only the queue knows. */
    @Override
    public Set<TaskKey> expected(String runId, boolean fresh) {
        return schedule(runId)
                .filter(workflow -> next(workflow) != null)
                .map(workflow -> Set.of(new TaskKey(FiringTask.NAME, runId + "/" + workflow.definitionVersion() + "/")))
                .orElse(Set.of());
    }

    @Override
    public Set<TaskKey> missing(String runId, boolean fresh) {
        Set<TaskKey> expected = expected(runId, fresh);
        return expected.stream().allMatch(task -> table().hasAny(task.name(), task.instance())) ? Set.of() : expected;
    }

    @Override
    public void repair(String runId, TaskKey missing) {
        schedule(runId).ifPresent(workflow -> {
            Instant next = next(workflow);
            if (next != null) {
                queue.add(
                        new FiringTask(workflow.workflowId(), workflow.definitionVersion(), next, ExecutionId.next()));
            }
        });
    }

    private Optional<WorkflowState> schedule(String runId) {
        return workflows
                .workflow(new WorkflowId(runId))
                .filter(workflow -> workflow.definition().listensTo(TriggerType.SCHEDULE));
    }

    private @Nullable Instant next(WorkflowState workflow) {
        return StartWorker.times(workflow.definition().trigger()).next(clock.instant());
    }
}
