package io.omni.command.service.deployment;

import io.omni.command.run.WatchedRuns;
import io.omni.command.work.TaskKey;
import io.omni.command.work.WorkTable;
import io.omni.events.run.RunKind;
import io.omni.events.service.deployment.RestartState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Restarts as the reconciler sees them, by their services' names: one task each, which reads from the engine where it stands. */
record RestartRuns(DeploymentReader deployments, WorkTable table, Supplier<Set<TaskKey>> working, Clock clock)
        implements WatchedRuns {

    @Override
    public RunKind kind() {
        return RunKind.RESTART;
    }

    @Override
    public String stagedBy() {
        return WhenRestartIsRequestedItsTaskIsStaged.PROCESSOR;
    }

    @Override
    public Set<TaskKey> atWork() {
        return working.get();
    }

    @Override
    public Set<TaskKey> expected(String runId, boolean fresh) {
        RestartState restart = deployments.of(runId).running();
        return restart == null ? Set.of() : Set.of(new TaskKey(RestartTask.NAME, restart.restartId()));
    }

    @Override
    public void repair(String runId, TaskKey missing) {
        RestartTask task = new RestartTask(runId, missing.instance(), Map.of("actor", "system"));
        table.add(List.of(new WorkTable.Due(RestartTask.NAME, missing.instance(), task, clock.instant())));
    }
}
