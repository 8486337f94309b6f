package io.omni.events.pipeline;

import java.util.List;

/**
 * The pipeline ended at a stage that failed.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param problem why, with code {@code STAGE_FAILED} or {@code TIMEOUT}
 * @param skippedStages the stages that did not run
 */
public record PipelineFailed(PipelineId pipelineId, Stage stage, Problem problem, List<Stage> skippedStages)
        implements PipelineEvent {
    /** Keeps its own copies of the collections. */
    public PipelineFailed {
        skippedStages = List.copyOf(skippedStages);
    }
}
