package io.omni.events.pipeline;

import java.util.List;
import java.util.Map;

/**
 * A stage is done.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param iteration the iteration it belongs to, from 1
 * @param attempt its attempt within the pipeline, from 1
 * @param output a small JSON object with what it found
 * @param artifacts what it produced
 * @param checks what it measured
 */
public record StageCompleted(
        PipelineId pipelineId,
        Stage stage,
        int iteration,
        int attempt,
        Map<String, Object> output,
        List<ArtifactRef> artifacts,
        List<Check> checks)
        implements PipelineEvent {
    /** Keeps its own copies of the collections. */
    public StageCompleted {
        artifacts = List.copyOf(artifacts);
        checks = List.copyOf(checks);
        output = JsonObjects.copyOf(output);
    }
}
