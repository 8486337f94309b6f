package io.omni.events.pipeline;

/**
 * A failed pipeline goes on from the stage that failed, with what the earlier stages made.
 *
 * @param pipelineId the pipeline
 * @param fromStage the stage it goes on from
 * @param iterationLimit the last iteration it may reach
 */
public record PipelineRetried(PipelineId pipelineId, Stage fromStage, int iterationLimit) implements PipelineEvent {}
