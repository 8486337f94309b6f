package io.omni.command.knowledge.refresh;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.omni.command.run.WatchedRuns;
import io.omni.command.work.AtWork;
import io.omni.command.work.TaskKey;
import io.omni.command.work.WorkTable;
import io.omni.events.knowledge.RefreshId;
import io.omni.events.run.RunKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Refreshes as the reconciler sees them: one task from beginning to end, which may be begun again at any time. */
@Component
class RefreshRuns implements WatchedRuns {
    private final RefreshReader refreshes;
    private final WorkTable table;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    RefreshRuns(
            RefreshReader refreshes,
            @Qualifier("processingDataSource") DataSource processing,
            @Qualifier("eventMapper") JsonMapper json,
            @Qualifier("workflowScheduler") ObjectProvider<Scheduler> scheduler,
            Clock clock) {
        this.refreshes = refreshes;
        this.table = new WorkTable(processing, json, WhenRefreshStartsStageItsTask.QUEUE);
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public RunKind kind() {
        return RunKind.REFRESH;
    }

    @Override
    public String stagedBy() {
        return WhenRefreshStartsStageItsTask.PROCESSOR;
    }

    @Override
    public WorkTable table() {
        return table;
    }

    @Override
    public Set<TaskKey> atWork() {
        return AtWork.of(scheduler.getObject());
    }

    @Override
    public Set<TaskKey> expected(String runId, boolean fresh) {
        return refreshes
                .find(new RefreshId(runId))
                .filter(refresh -> !refresh.isEnded())
                .map(_ -> Set.of(new TaskKey(RefreshTask.NAME, runId)))
                .orElse(Set.of());
    }

    @Override
    public void repair(String runId, TaskKey missing) {
        RefreshTask task = new RefreshTask(new RefreshId(runId), Map.of("actor", "system"));
        table.add(List.of(new WorkTable.Due(RefreshTask.NAME, runId, task, clock.instant())));
    }
}
