package io.omni.command.workflow.work;

import io.omni.command.work.Origins;
import io.omni.events.workflow.SlotTaken;
import io.omni.events.workflow.StepRetryScheduled;
import io.omni.events.workflow.StepStarted;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/** Turns "a step is due" and "a place is free" into tasks, in the transaction that advances this automation's own position. */
@Component
@ProcessingGroup(WhenStepIsDueStageItsTask.PROCESSOR)
@DisallowReplay
class WhenStepIsDueStageItsTask {
    /** The event processor that runs this automation. */
    static final String PROCESSOR = "workflow-work";

    private final WorkflowQueue queue;

    WhenStepIsDueStageItsTask(WorkflowQueue queue) {
        this.queue = queue;
    }

    @EventHandler
    void on(StepStarted event, @Timestamp Instant at, MetaData metaData) {
        queue.stage(new StepTask(event.executionId(), event.step(), event.attempt(), Origins.of(metaData)), at);
    }

    @EventHandler
    void on(StepRetryScheduled event, MetaData metaData) {
        queue.stage(
                new StepTask(event.executionId(), event.step(), event.attempt(), Origins.of(metaData)), event.dueAt());
    }

    @EventHandler
    void on(SlotTaken event, @Timestamp Instant at) {
        if (event.waited()) {
            queue.stage(new AdmitTask(event.executionId()), at);
        }
    }
}
