package io.omni.command.workflow.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.omni.command.run.WatchedRuns;
import io.omni.command.work.AtWork;
import io.omni.command.work.TaskKey;
import io.omni.command.work.WorkTable;
import io.omni.command.workflow.WorkflowReader;
import io.omni.events.run.RunKind;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.ExecutionStatus;
import io.omni.events.workflow.StepStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Executions as the reconciler sees them: each running step waits for its task, and without one it is reported as lost; a queued
 * execution that has got its place waits for being told so.
 */
@Component
class ExecutionRuns implements WatchedRuns {
    private static final Map<String, String> ORIGIN = Map.of("actor", "system");

    private final WorkflowReader workflows;
    private final WorkflowQueue queue;
    private final StepWorker steps;
    private final StartWorker starts;
    private final Scheduler scheduler;

    ExecutionRuns(
            WorkflowReader workflows,
            WorkflowQueue queue,
            StepWorker steps,
            StartWorker starts,
            @Qualifier("workflowScheduler") Scheduler scheduler) {
        this.workflows = workflows;
        this.queue = queue;
        this.steps = steps;
        this.starts = starts;
        this.scheduler = scheduler;
    }

    @Override
    public RunKind kind() {
        return RunKind.EXECUTION;
    }

    @Override
    public String stagedBy() {
        return WhenStepIsDueStageItsTask.PROCESSOR;
    }

    @Override
    public WorkTable table() {
        return queue.table();
    }

    @Override
    public Set<TaskKey> atWork() {
        return AtWork.of(scheduler);
    }

    @Override
    public Set<TaskKey> expected(String runId, boolean fresh) {
        Set<TaskKey> expected = new LinkedHashSet<>();
        ExecutionState state = state(runId, fresh).orElse(null);
        if (state == null) {
            return expected;
        }
        if (state.status() == ExecutionStatus.QUEUED
                && workflows.places(state.workflowId()).working().contains(state.executionId())) {
            expected.add(new TaskKey(AdmitTask.NAME, runId));
        }
        running(state).forEach(task -> expected.add(key(task)));
        return expected;
    }

    @Override
    public void repair(String runId, TaskKey missing) {
        if (missing.name().equals(AdmitTask.NAME)) {
            starts.admit(new AdmitTask(new ExecutionId(runId)));
            return;
        }
        state(runId, true).map(ExecutionRuns::running).orElse(List.of()).stream()
                .filter(task -> key(task).equals(missing))
                .forEach(task -> steps.lost(task, "unknown"));
    }

    private Optional<ExecutionState> state(String runId, boolean fresh) {
        ExecutionId id = new ExecutionId(runId);
        return fresh ? workflows.stored(id) : workflows.known(id);
    }

    private static List<StepTask> running(ExecutionState state) {
        return state.steps().entrySet().stream()
                .filter(step -> step.getValue().status() == StepStatus.RUNNING)
                .map(step -> new StepTask(
                        state.executionId(), step.getKey(), step.getValue().attempt(), ORIGIN))
                .toList();
    }

    private static TaskKey key(StepTask task) {
        return new TaskKey(StepTask.NAME, task.instanceId());
    }
}
