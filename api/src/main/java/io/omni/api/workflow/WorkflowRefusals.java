package io.omni.api.workflow;

import io.omni.command.Refusal;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.WorkflowId;

/** The refusals that the edge of workflows makes itself, and what it reads from paths. */
final class WorkflowRefusals {
    private WorkflowRefusals() {}

    static Refusal noWorkflow() {
        return new Refusal("WORKFLOW_NOT_FOUND", "there is no workflow with this id; list the workflows to find it");
    }

    static Refusal noExecution() {
        return new Refusal(
                "EXECUTION_NOT_FOUND", "this workflow has no execution with this id; list its executions to find it");
    }

    /** The workflow in a path; a text that can't be an id is an id that nothing has. */
    static WorkflowId workflow(String text) {
        if (!WorkflowId.isValid(text)) {
            throw noWorkflow();
        }
        return new WorkflowId(text);
    }

    /** The execution in a path. */
    static ExecutionId execution(String text) {
        if (!ExecutionId.isValid(text)) {
            throw noExecution();
        }
        return new ExecutionId(text);
    }
}
