package io.omni.events.pipeline;

import java.util.List;
import java.util.Map;

/**
 * A stage ended without success: for good, or for this iteration when {@link IterationStarted} follows.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param iteration the iteration it belongs to, from 1
 * @param attempt its attempt within the pipeline, from 1
 * @param problem why
 * @param output a small JSON object with what it found before it failed
 * @param artifacts what it produced before it failed
 * @param checks what it measured
 */
public record StageFailed(
        PipelineId pipelineId,
        Stage stage,
        int iteration,
        int attempt,
        Problem problem,
        Map<String, Object> output,
        List<ArtifactRef> artifacts,
        List<Check> checks)
        implements PipelineEvent {
    /** Keeps its own copies of the collections. */
    public StageFailed {
        artifacts = List.copyOf(artifacts);
        checks = List.copyOf(checks);
        output = JsonObjects.copyOf(output);
    }
}
