package io.omni.command.workflow.work;

import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.WorkflowId;
import java.time.Instant;

/**
 * A firing of a schedule that is to come. Its execution's id is made when the task is, so that it starts once however often the task is
 * done.
 *
 * @param workflowId the workflow
 * @param definitionVersion the version whose schedule this is; the task of another version is dropped
 * @param at when it fires
 * @param executionId the id of the execution that it starts
 */
record FiringTask(WorkflowId workflowId, int definitionVersion, Instant at, ExecutionId executionId) {
    /** The name of these tasks in the queue. */
    static final String NAME = "workflow-firing";

    /** The same for the same firing, so that it lies in the queue at most once. */
    String instanceId() {
        return workflowId.value() + "/" + definitionVersion + "/" + at;
    }
}
