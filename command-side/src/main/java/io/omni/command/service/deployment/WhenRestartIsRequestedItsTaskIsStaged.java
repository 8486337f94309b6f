package io.omni.command.service.deployment;

import io.omni.command.work.Origins;
import io.omni.command.work.WorkTable;
import io.omni.events.service.deployment.RollingRestartStarted;
import io.omni.events.service.deployment.ServiceRestartRequested;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/**
 * Turns "a restart is asked for" into a task in the work queue, in the transaction that advances this automation's own position: a
 * restart is never lost, and never staged twice.
 */
@Component
@ProcessingGroup(WhenRestartIsRequestedItsTaskIsStaged.PROCESSOR)
@DisallowReplay
class WhenRestartIsRequestedItsTaskIsStaged {
    /** The event processor that runs this automation. */
    static final String PROCESSOR = "service-work";

    private final RestartQueue queue;

    WhenRestartIsRequestedItsTaskIsStaged(RestartQueue queue) {
        this.queue = queue;
    }

    @EventHandler
    void on(ServiceRestartRequested event, @Timestamp Instant at, MetaData metaData) {
        RestartTask task = new RestartTask(event.service(), event.restartId(), Origins.of(metaData));
        queue.stage(new WorkTable.Due(RestartTask.NAME, event.restartId(), task, at));
    }

    @EventHandler
    void on(RollingRestartStarted event, @Timestamp Instant at, MetaData metaData) {
        RollingTask task = new RollingTask(event.rollingId(), Origins.of(metaData));
        queue.stage(new WorkTable.Due(RollingTask.NAME, event.rollingId(), task, at));
    }
}
