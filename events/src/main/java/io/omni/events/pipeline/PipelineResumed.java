package io.omni.events.pipeline;

/**
 * The pipeline goes on.
 *
 * @param pipelineId the pipeline
 */
public record PipelineResumed(PipelineId pipelineId) implements PipelineEvent {}
