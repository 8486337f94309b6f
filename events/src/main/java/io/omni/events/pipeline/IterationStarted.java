package io.omni.events.pipeline;

/**
 * Generate, validate and test begin again because a check or a test failed.
 *
 * @param pipelineId the pipeline
 * @param iteration the iteration that begins, from 2
 * @param failedStage the stage that failed in the one before
 * @param feedback what the generator is told about the failure, at most 16,000 characters
 * @param policy the policy that decided, with its version
 */
public record IterationStarted(
        PipelineId pipelineId, int iteration, Stage failedStage, String feedback, PolicyRef policy)
        implements PipelineEvent {}
