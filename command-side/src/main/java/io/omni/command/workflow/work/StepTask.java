package io.omni.command.workflow.work;

import io.omni.events.workflow.ExecutionId;
import java.util.Map;

/**
 * One attempt at a step, as it lies in the work queue.
 *
 * @param executionId the execution
 * @param step the step's name
 * @param attempt its attempt
 * @param origin the metadata of the event that it follows from; goes into the events that it leads to
 */
record StepTask(ExecutionId executionId, String step, int attempt, Map<String, String> origin) {
    /** The name of these tasks in the queue. */
    static final String NAME = "workflow-step";

    /** The same for the same attempt, so that it lies in the queue at most once. */
    String instanceId() {
        return executionId.value() + "/" + step + "/" + attempt;
    }
}
