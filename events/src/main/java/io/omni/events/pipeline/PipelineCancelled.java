package io.omni.events.pipeline;

import java.util.List;

/**
 * The pipeline ended because someone asked.
 *
 * @param pipelineId the pipeline
 * @param skippedStages the stages that did not run
 */
public record PipelineCancelled(PipelineId pipelineId, List<Stage> skippedStages) implements PipelineEvent {
    /** Keeps its own copies of the collections. */
    public PipelineCancelled {
        skippedStages = List.copyOf(skippedStages);
    }
}
