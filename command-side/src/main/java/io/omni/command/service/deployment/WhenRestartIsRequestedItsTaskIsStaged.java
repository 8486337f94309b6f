package io.omni.command.service.deployment;

import io.omni.events.service.deployment.RollingRestartStarted;
import io.omni.events.service.deployment.ServiceRestartRequested;
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
 * Turns "a restart is asked for" into a task in the work queue, in the transaction that advances this automation's own position: a
 * restart is never lost, and never staged twice.
 */
@Component
@ProcessingGroup(WhenRestartIsRequestedItsTaskIsStaged.PROCESSOR)
@DisallowReplay
class WhenRestartIsRequestedItsTaskIsStaged {
    /** The event processor that runs this automation. */
    static final String PROCESSOR = "service-work";

    private static final String STAGED = "staged-restarts";
    private static final List<String> CARRIED_ON = List.of("actor", "tenant", "request_id", "trace_id");

    private final RestartQueue queue;

    WhenRestartIsRequestedItsTaskIsStaged(RestartQueue queue) {
        this.queue = queue;
    }

    @EventHandler
    void on(ServiceRestartRequested event, @Timestamp Instant at, MetaData metaData) {
        RestartTask task = new RestartTask(event.service(), event.restartId(), origin(metaData));
        stage(new RestartQueue.Due(RestartTask.NAME, event.restartId(), task, at));
    }

    @EventHandler
    void on(RollingRestartStarted event, @Timestamp Instant at, MetaData metaData) {
        RollingTask task = new RollingTask(event.rollingId(), origin(metaData));
        stage(new RestartQueue.Due(RollingTask.NAME, event.rollingId(), task, at));
    }

    private void stage(RestartQueue.Due due) {
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        List<RestartQueue.Due> staged = batch.getOrComputeResource(STAGED, _ -> {
            List<RestartQueue.Due> tasks = new ArrayList<>();
            batch.onPrepareCommit(_ -> queue.add(tasks));
            batch.afterCommit(_ -> queue.signal());
            return tasks;
        });
        staged.add(due);
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
