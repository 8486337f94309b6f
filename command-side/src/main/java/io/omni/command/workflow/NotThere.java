package io.omni.command.workflow;

import io.omni.command.Refusal;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.WorkflowId;

/** The refusals of what isn't there. */
final class NotThere {
    private NotThere() {}

    static Refusal workflow(WorkflowId id) {
        return new Refusal(
                "WORKFLOW_NOT_FOUND",
                "there is no such workflow; list the workflows to find it",
                new Refusal.Detail("workflow_id", id.value()));
    }

    static Refusal execution(ExecutionId id) {
        return new Refusal(
                "EXECUTION_NOT_FOUND",
                "there is no such execution; list the workflow's executions to find it",
                new Refusal.Detail("execution_id", id.value()));
    }
}
