package io.omni.command.content.work;

import io.omni.command.eventstore.NodeId;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts the content pipeline's work when the application is ready and hands it over when it stops. What this node held when it was
 * killed is reported as lost first, so that it is tried again at once instead of when its heartbeats are missed.
 */
@Component
class ContentLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ContentLifecycle.class);
    private static final Duration LOOK_FOR_STOPS = Duration.ofMillis(500);

    private final ContentSchedulers schedulers;
    private final ContentQueues queues;
    private final ContentItems items;
    private final JobEngine engine;
    private final RunningJobs running;
    private final String node;
    private volatile boolean closing;

    ContentLifecycle(
            ContentSchedulers schedulers,
            ContentQueues queues,
            ContentItems items,
            JobEngine engine,
            RunningJobs running,
            NodeId node) {
        this.schedulers = schedulers;
        this.queues = queues;
        this.items = items;
        this.engine = engine;
        this.running = running;
        this.node = node.value();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        for (JobKind kind : ContentQueues.worked()) {
            reportWhatThisNodeLost(kind);
        }
        queues.releaseChores(node);
        schedulers.start(queues);
        Thread.ofVirtual().name("content-stops").start(this::lookForStops);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        closing = true;
        running.stopAllForShutdown();
        schedulers.stop(queues);
    }

    private void reportWhatThisNodeLost(JobKind kind) {
        for (JobWork work : queues.heldBy(kind, node)) {
            LOG.info("{} was at work when this node went down; it is tried again", work.instanceId());
            engine.lost(work, node);
        }
        queues.giveBack(kind, node);
    }

    private void lookForStops() {
        while (!closing) {
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK_FOR_STOPS.toNanos());
                Set<JobId> jobs = running.jobs();
                if (!jobs.isEmpty()) {
                    items.toStop(jobs).forEach(job -> running.stop(job, RunningJobs.StopReason.CANCELLED));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("Could not look for jobs that must stop; trying again", e);
            }
        }
    }
}
