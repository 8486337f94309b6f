package io.omni.events.workflow;

import org.jspecify.annotations.Nullable;

/**
 * A step is done.
 *
 * @param executionId the execution
 * @param step the step's name
 * @param attempt its attempt
 * @param statusCode the HTTP status that the service answered with
 * @param output the answer's JSON; a text when it was none, null when it was empty
 */
public record StepCompleted(
        ExecutionId executionId,
        String step,
        int attempt,
        int statusCode,
        @Nullable Object output) implements ExecutionEvent {}
