package io.omni.command.workflow.work;

import io.omni.command.eventstore.DatabaseAway;
import io.omni.command.work.AttemptReports;
import io.omni.command.workflow.ExecutionCommand;
import io.omni.command.workflow.ReportStepFailure;
import io.omni.command.workflow.ReportStepLost;
import io.omni.command.workflow.StepFailure;
import io.omni.command.workflow.WorkflowReader;
import io.omni.events.pipeline.Problem;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.StepState;
import io.omni.events.workflow.StepStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does one attempt at a step and reports what came of it. A task whose attempt is over is dropped. */
@Component
class StepWorker {
    private static final Logger LOG = LoggerFactory.getLogger(StepWorker.class);

    private final StepCaller caller;
    private final WorkflowReader workflows;
    private final AttemptReports reports;

    StepWorker(StepCaller caller, WorkflowReader workflows, AttemptReports reports) {
        this.caller = caller;
        this.workflows = workflows;
        this.reports = reports;
    }

    /** Does the attempt and reports it; returns when the report is durable, or there is nothing to report. */
    void work(StepTask task) {
        ExecutionState execution = workflows
                .known(task.executionId())
                .filter(state -> isCurrent(state, task))
                .or(() -> workflows.stored(task.executionId()).filter(state -> isCurrent(state, task)))
                .orElse(null);
        StepDefinition step = execution == null ? null : execution.definitionOf(task.step());
        if (execution == null || step == null) {
            LOG.debug("{} is over; its task is dropped", task.instanceId());
            return;
        }
        report(attempt(execution, step, task), task);
    }

    /** Reports an attempt whose node is gone. */
    void lost(StepTask task, String goneNode) {
        report(new ReportStepLost(task.executionId(), task.step(), task.attempt(), goneNode), task);
    }

    private ExecutionCommand attempt(ExecutionState execution, StepDefinition step, StepTask task) {
        try {
            return caller.call(execution, step, task);
        } catch (InterruptedException e) {
            // This node shuts down; another one takes the step over.
            Thread.currentThread().interrupt();
            return new ReportStepLost(task.executionId(), task.step(), task.attempt(), reports.node());
        } catch (RuntimeException e) {
            boolean away = DatabaseAway.isBehind(e);
            if (!away) {
                LOG.error("{} failed in a way that was not foreseen", task.instanceId(), e);
            }
            String message = away
                    ? "the database was away"
                    : "the step met an internal error; the server's log has it under " + task.instanceId();
            return new ReportStepFailure(
                    task.executionId(),
                    task.step(),
                    task.attempt(),
                    new StepFailure(new Problem("STEP_FAILED", message), null, away, null));
        }
    }

    private void report(ExecutionCommand report, StepTask task) {
        reports.send(report, task.instanceId(), task.origin());
    }

    private static boolean isCurrent(ExecutionState state, StepTask task) {
        StepState step = state.step(task.step());
        return step != null && step.status() == StepStatus.RUNNING && step.attempt() == task.attempt();
    }
}
