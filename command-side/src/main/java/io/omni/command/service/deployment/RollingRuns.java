package io.omni.command.service.deployment;

import io.omni.command.run.WatchedRuns;
import io.omni.command.work.TaskKey;
import io.omni.command.work.WorkTable;
import io.omni.events.run.RunKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Rolling restarts as the reconciler sees them: one task each, which asks where it stands. */
record RollingRuns(DeploymentReader deployments, WorkTable table, Supplier<Set<TaskKey>> working, Clock clock)
        implements WatchedRuns {

    @Override
    public RunKind kind() {
        return RunKind.ROLLING_RESTART;
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
        return deployments
                .rolling(runId)
                .filter(rolling -> !rolling.isEnded())
                .map(_ -> Set.of(new TaskKey(RollingTask.NAME, runId)))
                .orElse(Set.of());
    }

    @Override
    public void repair(String runId, TaskKey missing) {
        RollingTask task = new RollingTask(runId, Map.of("actor", "system"));
        table.add(List.of(new WorkTable.Due(RollingTask.NAME, runId, task, clock.instant())));
    }
}
