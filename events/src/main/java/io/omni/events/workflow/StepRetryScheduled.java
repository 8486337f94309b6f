package io.omni.events.workflow;

import io.omni.events.pipeline.Problem;
import java.time.Instant;

/**
 * A step is tried again, later.
 *
 * @param executionId the execution
 * @param step the step's name
 * @param attempt its next attempt
 * @param dueAt when that is due
 * @param problem what it is tried again for
 */
public record StepRetryScheduled(ExecutionId executionId, String step, int attempt, Instant dueAt, Problem problem)
        implements ExecutionEvent {}
