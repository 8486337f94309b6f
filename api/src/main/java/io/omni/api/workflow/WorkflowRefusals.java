package io.omni.api.workflow;

import io.omni.command.Refusal;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.WorkflowId;
import org.jspecify.annotations.Nullable;

/** The refusals that the edge of workflows makes itself, and what it reads from paths and parameters. */
final class WorkflowRefusals {
    private static final int MAX_LIMIT = 200;
    private static final int LIMIT = 20;

    private WorkflowRefusals() {}

    static Refusal noWorkflow() {
        return new Refusal("WORKFLOW_NOT_FOUND", "there is no workflow with this id; list the workflows to find it");
    }

    static Refusal noExecution() {
        return new Refusal(
                "EXECUTION_NOT_FOUND", "this workflow has no execution with this id; list its executions to find it");
    }

    static Refusal badParameter(String name, String sentence) {
        return new Refusal(
                "BAD_REQUEST", "a query parameter is not valid; see the details", new Refusal.Detail(name, sentence));
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

    /** How many items a page has, 1 to 200. */
    static int limit(@Nullable String text) {
        if (text == null) {
            return LIMIT;
        }
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw badParameter("limit", "give a whole number from 1 to 200");
    }
}
