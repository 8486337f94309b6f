package io.omni.events.workflow;

import io.omni.events.pipeline.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A step ended without success.
 *
 * @param executionId the execution
 * @param step the step's name
 * @param attempt its attempt
 * @param problem why
 * @param statusCode the HTTP status that the service answered with; null when there was no answer
 * @param continued whether the execution goes on regardless
 */
public record StepFailed(
        ExecutionId executionId,
        String step,
        int attempt,
        Problem problem,
        @Nullable Integer statusCode,
        boolean continued)
        implements ExecutionEvent {}
