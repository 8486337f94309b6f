package io.omni.events.pipeline;

/**
 * The pipeline holds before its next stage.
 *
 * @param pipelineId the pipeline
 */
public record PipelinePaused(PipelineId pipelineId) implements PipelineEvent {}
