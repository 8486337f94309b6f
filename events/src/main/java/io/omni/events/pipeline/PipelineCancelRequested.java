package io.omni.events.pipeline;

/**
 * Someone asked to cancel the pipeline.
 *
 * @param pipelineId the pipeline
 * @param force whether the running stage is stopped too
 */
public record PipelineCancelRequested(PipelineId pipelineId, boolean force) implements PipelineEvent {}
