package io.omni.command.workflow.work;

import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.WorkflowId;
import java.util.Map;

/**
 * An execution to start because something happened on the platform. Its id is made when the task is, so that it starts once however
 * often the task is done.
 *
 * @param executionId the execution's id
 * @param workflowId the workflow
 * @param event what happened
 * @param startedBy which event it was
 * @param origin the metadata of that event
 */
record StartTask(
        ExecutionId executionId,
        WorkflowId workflowId,
        Map<String, Object> event,
        StartedBy startedBy,
        Map<String, String> origin) {
    /** The name of these tasks in the queue. */
    static final String NAME = "workflow-start";
}
