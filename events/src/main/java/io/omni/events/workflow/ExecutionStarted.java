package io.omni.events.workflow;

import io.omni.events.pipeline.JsonObjects;
import java.util.Map;

/**
 * An execution was accepted. It carries its definition, so that no later change of the workflow touches it.
 *
 * @param executionId the execution
 * @param workflowId its workflow
 * @param workflowVersion the version of the definition
 * @param definition the definition it follows to its end
 * @param input what the caller gave
 * @param event what happened outside
 * @param startedBy what started it
 * @param queued whether it waits for one of its workflow's places
 */
public record ExecutionStarted(
        ExecutionId executionId,
        WorkflowId workflowId,
        int workflowVersion,
        WorkflowDefinition definition,
        Map<String, Object> input,
        Map<String, Object> event,
        StartedBy startedBy,
        boolean queued)
        implements ExecutionEvent {

    /** Keeps its own copies of the objects. */
    public ExecutionStarted {
        input = JsonObjects.copyOf(input);
        event = JsonObjects.copyOf(event);
    }
}
