package io.omni.command.workflow.work;

import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.workflow.AdmitExecution;
import io.omni.command.workflow.CronTimes;
import io.omni.command.workflow.ReportMissedFirings;
import io.omni.command.workflow.StartExecution;
import io.omni.command.workflow.WorkflowReader;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.Trigger;
import io.omni.events.workflow.TriggerType;
import io.omni.events.workflow.WorkflowState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Starts executions that the platform itself asked for: after an event, at a firing, and when a place is free. */
@Component
class StartWorker {
    private static final Logger LOG = LoggerFactory.getLogger(StartWorker.class);

    /** A firing that comes later than this is reported as missed instead of run. */
    private static final Duration LATEST = Duration.ofSeconds(60);

    private static final int MOST_COUNTED = 10_000;

    private final WorkflowReader workflows;
    private final WorkflowQueue queue;
    private final CommandDispatcher commands;
    private final Clock clock;

    StartWorker(WorkflowReader workflows, WorkflowQueue queue, CommandDispatcher commands, Clock clock) {
        this.workflows = workflows;
        this.queue = queue;
        this.commands = commands;
        this.clock = clock;
    }

    void admit(AdmitTask task) {
        commands.send(new AdmitExecution(task.executionId()), Map.of("actor", "system"));
    }

    void start(StartTask task) {
        try {
            commands.send(
                    new StartExecution(task.executionId(), task.workflowId(), Map.of(), task.event(), task.startedBy()),
                    task.origin());
        } catch (Refusal gone) {
            LOG.debug("{} is not started: {}", task.workflowId(), gone.getMessage());
        }
    }

    /** Starts what a firing starts, then queues the one after it. Done twice, it comes to the same. */
    void fire(FiringTask task) {
        WorkflowState workflow = workflows.workflow(task.workflowId()).orElse(null);
        if (workflow == null
                || workflow.definitionVersion() != task.definitionVersion()
                || !workflow.definition().listensTo(TriggerType.SCHEDULE)) {
            return;
        }
        CronTimes times = times(workflow.definition().trigger());
        Instant now = clock.instant();
        Instant next = times.next(task.at());
        if (task.at().isBefore(now.minus(LATEST))) {
            next = reportMissed(task, times, now);
        } else {
            String at = task.at().toString();
            start(new StartTask(
                    task.executionId(),
                    task.workflowId(),
                    Map.of("type", "schedule", "scheduled_at", at),
                    new StartedBy(TriggerType.SCHEDULE, at, 0),
                    Map.of("actor", "schedule")));
        }
        if (next != null) {
            queue.add(new FiringTask(task.workflowId(), task.definitionVersion(), next, ExecutionId.next()));
        }
    }

    private @Nullable Instant reportMissed(FiringTask task, CronTimes times, Instant now) {
        Instant last = task.at();
        Instant next = task.at();
        int count = 0;
        while (next != null && next.isBefore(now.minus(LATEST)) && count < MOST_COUNTED) {
            last = next;
            count++;
            next = times.next(next);
        }
        if (next != null && next.isBefore(now.minus(LATEST))) {
            next = times.next(now);
        }
        LOG.warn("{} missed {} firings of its schedule, from {} to {}", task.workflowId(), count, task.at(), last);
        commands.send(new ReportMissedFirings(task.workflowId(), task.at(), last, count), Map.of("actor", "schedule"));
        return next;
    }

    static CronTimes times(Trigger trigger) {
        String cron = trigger.cron();
        if (cron == null) {
            throw new IllegalStateException("a schedule without its fields was let through");
        }
        return CronTimes.parse(cron, trigger.timezone());
    }
}
