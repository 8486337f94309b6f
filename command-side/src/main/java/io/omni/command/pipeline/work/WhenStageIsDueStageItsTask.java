package io.omni.command.pipeline.work;

import io.omni.command.work.Origins;
import io.omni.command.work.StagedWork;
import io.omni.command.work.WorkTable;
import io.omni.events.pipeline.PipelineCancelRequested;
import io.omni.events.pipeline.PipelineCancelled;
import io.omni.events.pipeline.StageRetryScheduled;
import io.omni.events.pipeline.StageStarted;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/**
 * Turns "a stage is due" into a task in the work queue, in the transaction that advances this automation's own position: a task is
 * never lost, and never staged twice.
 */
@Component
@ProcessingGroup(WhenStageIsDueStageItsTask.PROCESSOR)
@DisallowReplay
class WhenStageIsDueStageItsTask {
    /** The event processor that runs this automation. */
    static final String PROCESSOR = "pipeline-work";

    private final StagedWork staged;
    private final StopRequests stops;

    WhenStageIsDueStageItsTask(StageQueue queue, StopRequests stops, WorkSignal signal) {
        this.staged = new StagedWork(queue.table(), signal::workIsDue);
        this.stops = stops;
    }

    @EventHandler
    void on(StageStarted event, @Timestamp Instant at, MetaData metaData) {
        stage(
                new StageTask(
                        event.pipelineId(), event.stage(), event.iteration(), event.attempt(), Origins.of(metaData)),
                at);
    }

    @EventHandler
    void on(StageRetryScheduled event, MetaData metaData) {
        stage(
                new StageTask(
                        event.pipelineId(), event.stage(), event.iteration(), event.attempt(), Origins.of(metaData)),
                event.dueAt());
    }

    @EventHandler
    void on(PipelineCancelRequested event) {
        if (event.force()) {
            stops.add(event.pipelineId());
        }
    }

    @EventHandler
    void on(PipelineCancelled event) {
        stops.remove(event.pipelineId());
    }

    private void stage(StageTask task, Instant dueAt) {
        staged.stage(new WorkTable.Due(StageTask.NAME, task.instanceId(), task, dueAt));
    }
}
