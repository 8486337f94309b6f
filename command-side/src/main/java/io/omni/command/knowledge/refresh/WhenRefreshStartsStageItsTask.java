package io.omni.command.knowledge.refresh;

import io.omni.command.work.Origins;
import io.omni.command.work.StagedWork;
import io.omni.command.work.WorkTable;
import io.omni.events.knowledge.RefreshStarted;
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns "a refresh has started" into a task, in the transaction that advances this automation's own position. */
@Component
@ProcessingGroup(WhenRefreshStartsStageItsTask.PROCESSOR)
@DisallowReplay
class WhenRefreshStartsStageItsTask {
    /** The event processor that runs this automation. */
    static final String PROCESSOR = "knowledge-work";

    /** The queue that refreshes lie in: that of work that mostly waits. */
    static final String QUEUE = "workflow_tasks";

    private final StagedWork staged;

    WhenRefreshStartsStageItsTask(
            @Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        // Nobody is woken: a refresh can wait for the queue's next look, at most a second.
        this.staged = new StagedWork(new WorkTable(processing, json, QUEUE), () -> {});
    }

    @EventHandler
    void on(RefreshStarted event, @Timestamp Instant at, MetaData metaData) {
        RefreshTask task = new RefreshTask(event.refreshId(), Origins.of(metaData));
        staged.stage(new WorkTable.Due(RefreshTask.NAME, event.refreshId().value(), task, at));
    }
}
