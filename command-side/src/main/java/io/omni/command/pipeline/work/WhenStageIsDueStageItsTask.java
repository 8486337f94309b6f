package io.omni.command.pipeline.work;

import io.omni.events.pipeline.PipelineCancelRequested;
import io.omni.events.pipeline.PipelineCancelled;
import io.omni.events.pipeline.StageRetryScheduled;
import io.omni.events.pipeline.StageStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
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

    private static final String STAGED = "staged-tasks";
    private static final List<String> CARRIED_ON = List.of("actor", "tenant", "request_id", "trace_id");

    private final StageQueue queue;
    private final StopRequests stops;
    private final WorkSignal signal;

    WhenStageIsDueStageItsTask(StageQueue queue, StopRequests stops, WorkSignal signal) {
        this.queue = queue;
        this.stops = stops;
        this.signal = signal;
    }

    @EventHandler
    void on(StageStarted event, @Timestamp Instant at, MetaData metaData) {
        stage(
                new StageTask(event.pipelineId(), event.stage(), event.iteration(), event.attempt(), origin(metaData)),
                at);
    }

    @EventHandler
    void on(StageRetryScheduled event, MetaData metaData) {
        stage(
                new StageTask(event.pipelineId(), event.stage(), event.iteration(), event.attempt(), origin(metaData)),
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
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        List<StageQueue.Due> staged = batch.getOrComputeResource(STAGED, _ -> {
            List<StageQueue.Due> tasks = new ArrayList<>();
            batch.onPrepareCommit(_ -> queue.add(tasks));
            batch.afterCommit(_ -> signal.workIsDue());
            return tasks;
        });
        staged.add(new StageQueue.Due(task, dueAt));
    }

    private static Map<String, String> origin(MetaData metaData) {
        Map<String, String> origin = new LinkedHashMap<>();
        for (String key : CARRIED_ON) {
            if (metaData.get(key) instanceof String value) {
                origin.put(key, value);
            }
        }
        return origin;
    }
}
