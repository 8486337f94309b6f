package io.omni.events.pipeline;

import java.time.Instant;

/**
 * A stage met a passing trouble and will be tried again.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param iteration the iteration it belongs to
 * @param attempt the attempt that will run, one more than the one that failed
 * @param dueAt when it will run, not earlier
 * @param problem what went wrong
 * @param policy the policy that decided, with its version
 */
public record StageRetryScheduled(
        PipelineId pipelineId,
        Stage stage,
        int iteration,
        int attempt,
        Instant dueAt,
        Problem problem,
        PolicyRef policy)
        implements PipelineEvent {}
