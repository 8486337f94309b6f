package io.omni.command.workflow;

import io.omni.command.Command;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.WorkflowId;
import java.util.Map;

/**
 * Starts an execution of a workflow as it is defined now. When there is an execution with this id already, nothing changes. Refused
 * with {@code WORKFLOW_NOT_FOUND} when there is no such workflow.
 *
 * @param executionId the execution's id
 * @param workflowId the workflow
 * @param input what the caller gave
 * @param event what happened outside
 * @param startedBy what starts it
 */
public record StartExecution(
        ExecutionId executionId,
        WorkflowId workflowId,
        Map<String, Object> input,
        Map<String, Object> event,
        StartedBy startedBy)
        implements Command {

    @Override
    public String aggregateId() {
        return executionId.value();
    }
}
