package io.omni.command.pipeline.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.omni.command.eventstore.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts the work when the application is ready and hands it over when it stops. What this node held when it was killed is reported as
 * lost first, so that it is tried again at once instead of when its heartbeats are missed.
 */
@Component
class WorkLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WorkLifecycle.class);
    private static final Duration LOOK_FOR_STOPS = Duration.ofMillis(500);

    private final Scheduler scheduler;
    private final WorkSignal signal;
    private final StageQueue queue;
    private final StageWorker worker;
    private final RunningStages running;
    private final StopRequests stops;
    private final WorkSettings settings;
    private final String node;
    private volatile boolean closing;

    WorkLifecycle(
            Scheduler scheduler,
            WorkSignal signal,
            StageQueue queue,
            StageWorker worker,
            RunningStages running,
            StopRequests stops,
            WorkSettings settings,
            NodeId node) {
        this.scheduler = scheduler;
        this.signal = signal;
        this.queue = queue;
        this.worker = worker;
        this.running = running;
        this.stops = stops;
        this.settings = settings;
        this.node = node.value();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        reportWhatThisNodeLost();
        if (settings.threads() == 0) {
            LOG.info("This node takes no work");
            return;
        }
        scheduler.start();
        signal.listen(scheduler::triggerCheckForDueExecutions);
        Thread.ofVirtual().name("forced-stops").start(this::lookForForcedStops);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        closing = true;
        signal.listen(() -> {});
        running.stopAllForShutdown();
        scheduler.stop();
    }

    private void reportWhatThisNodeLost() {
        List<StageTask> held = queue.heldBy(node);
        for (StageTask task : held) {
            LOG.info("{} was at work when this node went down; it is tried again", task.instanceId());
            worker.lost(task, node);
            queue.remove(task);
        }
    }

    private void lookForForcedStops() {
        while (!closing) {
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK_FOR_STOPS.toNanos());
                if (!running.pipelines().isEmpty()) {
                    stops.among(running.pipelines())
                            .forEach(pipeline -> running.stop(pipeline, RunningStages.StopReason.CANCELLED));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("Could not look for forced stops; trying again", e);
            }
        }
    }
}
