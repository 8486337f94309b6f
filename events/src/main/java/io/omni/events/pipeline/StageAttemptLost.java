package io.omni.events.pipeline;

/**
 * The node that worked on a stage died or lost its hold on the work; the stage is tried again unless the pipeline is ending.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param iteration the iteration it belongs to
 * @param attempt the attempt that was lost
 * @param node the node that held it
 */
public record StageAttemptLost(PipelineId pipelineId, Stage stage, int iteration, int attempt, String node)
        implements PipelineEvent {}
