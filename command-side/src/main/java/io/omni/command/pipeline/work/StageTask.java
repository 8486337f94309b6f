package io.omni.command.pipeline.work;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import java.util.Map;

/**
 * One attempt at a stage, as it lies in the work queue.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param iteration its iteration
 * @param attempt its attempt
 * @param origin the metadata of the event that it follows from; goes into the events that it leads to
 */
record StageTask(PipelineId pipelineId, Stage stage, int iteration, int attempt, Map<String, String> origin) {
    /** The name of these tasks in the queue. */
    static final String NAME = "pipeline-stage";

    /** The same for the same attempt, so that it lies in the queue at most once. */
    String instanceId() {
        return pipelineId.value() + "/" + stage.wireName() + "/" + iteration + "/" + attempt;
    }
}
