package io.omni.events.pipeline;

import java.util.List;

/**
 * A pipeline was accepted and began.
 *
 * @param pipelineId the pipeline
 * @param task what it should do, in the caller's words
 * @param stages the stages it runs, in their order
 * @param config what it works on, and how
 * @param context what it may draw its context from
 */
public record PipelineStarted(
        PipelineId pipelineId, String task, List<Stage> stages, PipelineConfig config, PipelineContext context)
        implements PipelineEvent {
    /** Keeps its own copies of the collections. */
    public PipelineStarted {
        stages = List.copyOf(stages);
    }
}
