package io.omni.events.pipeline;

/**
 * Every stage completed.
 *
 * @param pipelineId the pipeline
 * @param iterations how many iterations it took
 */
public record PipelineCompleted(PipelineId pipelineId, int iterations) implements PipelineEvent {}
