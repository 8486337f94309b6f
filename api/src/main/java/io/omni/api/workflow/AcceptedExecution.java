package io.omni.api.workflow;

import io.omni.events.workflow.ExecutionState;
import java.time.Instant;

/**
 * An execution that was accepted or told to change.
 *
 * @param executionId its id
 * @param workflowId its workflow
 * @param version the version of the definition that it follows
 * @param status where it stands
 * @param createdAt when it was accepted, UTC
 */
record AcceptedExecution(String executionId, String workflowId, int version, String status, Instant createdAt) {
    static AcceptedExecution of(ExecutionState s) {
        return new AcceptedExecution(
                s.executionId().value(),
                s.workflowId().value(),
                s.workflowVersion(),
                s.status().wireName(),
                s.createdAt());
    }
}
