package io.omni.command.workflow.work;

import io.omni.events.workflow.ExecutionId;

/**
 * An execution that has got a place and must be told.
 *
 * @param executionId the execution
 */
record AdmitTask(ExecutionId executionId) {
    /** The name of these tasks in the queue. */
    static final String NAME = "workflow-admit";
}
