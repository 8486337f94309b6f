package io.omni.command.workflow.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.omni.command.eventstore.NodeId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts workflows' work when the application is ready and hands it over when it stops; what was lost in a crash is reported first. */
@Component
class WorkflowLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowLifecycle.class);

    private final Scheduler scheduler;
    private final WorkflowQueue queue;
    private final StepWorker worker;
    private final WorkflowWorkSettings settings;
    private final String node;

    WorkflowLifecycle(
            @Qualifier("workflowScheduler") Scheduler scheduler,
            WorkflowQueue queue,
            StepWorker worker,
            WorkflowWorkSettings settings,
            NodeId node) {
        this.scheduler = scheduler;
        this.queue = queue;
        this.worker = worker;
        this.settings = settings;
        this.node = node.value();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        List<StepTask> held = queue.stepsHeldBy(node);
        for (StepTask task : held) {
            LOG.info("{} was at work when this node went down; it is tried again", task.instanceId());
            worker.lost(task, node);
            queue.remove(task);
        }
        queue.release(node);
        if (settings.stepsAtOnce() > 0) {
            scheduler.start();
            queue.listen(scheduler::triggerCheckForDueExecutions);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        queue.listen(() -> {});
        scheduler.stop();
    }
}
