package io.omni.command.pipeline.work;

import io.omni.events.pipeline.PipelineId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stages that run on this node, and how to stop them. */
@Component
class RunningStages {

    /** Why a running stage was told to stop. */
    enum StopReason {
        /** Its pipeline's cancellation was forced. */
        CANCELLED,
        /** This node shuts down; another one takes the work over. */
        SHUTDOWN
    }

    private final Map<PipelineId, Running> running = new ConcurrentHashMap<>();
    private volatile boolean shuttingDown;

    Running begin(PipelineId pipeline, Future<?> work) {
        Running stage = new Running(work, new AtomicReference<>());
        running.put(pipeline, stage);
        if (shuttingDown) {
            stage.stop(StopReason.SHUTDOWN);
        }
        return stage;
    }

    void end(PipelineId pipeline) {
        running.remove(pipeline);
    }

    List<PipelineId> pipelines() {
        return List.copyOf(running.keySet());
    }

    void stop(PipelineId pipeline, StopReason reason) {
        Running stage = running.get(pipeline);
        if (stage != null) {
            stage.stop(reason);
        }
    }

    void stopAllForShutdown() {
        shuttingDown = true;
        running.values().forEach(stage -> stage.stop(StopReason.SHUTDOWN));
    }

    /** One running stage. */
    record Running(Future<?> work, AtomicReference<@Nullable StopReason> stopped) {
        void stop(StopReason reason) {
            if (stopped.compareAndSet(null, reason)) {
                work.cancel(true);
            }
        }
    }
}
