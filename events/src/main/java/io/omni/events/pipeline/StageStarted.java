package io.omni.events.pipeline;

/**
 * A stage is due: its work is staged from this event.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param iteration the iteration it belongs to, from 1
 * @param attempt its attempt within the pipeline, from 1
 */
public record StageStarted(PipelineId pipelineId, Stage stage, int iteration, int attempt) implements PipelineEvent {}
