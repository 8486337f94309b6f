package io.omni.command.pipeline.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.omni.command.pipeline.PipelineReader;
import io.omni.command.run.WatchedRuns;
import io.omni.command.work.AtWork;
import io.omni.command.work.TaskKey;
import io.omni.command.work.WorkTable;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageState;
import io.omni.events.run.RunKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Pipelines as the reconciler sees them: the running stage waits for its task, and without one it is reported as lost. */
@Component
class PipelineRuns implements WatchedRuns {
    private final PipelineReader pipelines;
    private final StageQueue queue;
    private final StageWorker worker;
    private final Scheduler scheduler;

    PipelineRuns(PipelineReader pipelines, StageQueue queue, StageWorker worker, Scheduler scheduler) {
        this.pipelines = pipelines;
        this.queue = queue;
        this.worker = worker;
        this.scheduler = scheduler;
    }

    @Override
    public RunKind kind() {
        return RunKind.PIPELINE;
    }

    @Override
    public String stagedBy() {
        return WhenStageIsDueStageItsTask.PROCESSOR;
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
        return attempt(runId, fresh).map(task -> Set.of(key(task))).orElse(Set.of());
    }

    @Override
    public void repair(String runId, TaskKey missing) {
        attempt(runId, true).filter(task -> key(task).equals(missing)).ifPresent(task -> worker.lost(task, "unknown"));
    }

    private Optional<StageTask> attempt(String runId, boolean fresh) {
        PipelineId id = new PipelineId(runId);
        Optional<PipelineState> found = fresh ? pipelines.stored(id) : pipelines.known(id);
        return found.flatMap(pipeline -> {
            Stage running = pipeline.runningStage();
            StageState stage = running == null ? null : pipeline.stage(running);
            return stage == null
                    ? Optional.empty()
                    : Optional.of(
                            new StageTask(id, running, stage.iteration(), stage.attempt(), Map.of("actor", "system")));
        });
    }

    private static TaskKey key(StageTask task) {
        return new TaskKey(StageTask.NAME, task.instanceId());
    }
}
