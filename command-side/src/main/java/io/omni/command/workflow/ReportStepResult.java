package io.omni.command.workflow;

import io.omni.events.workflow.ExecutionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A step was done.
 *
 * @param executionId the execution
 * @param step the step
 * @param attempt its attempt; a report about an attempt that is over changes nothing
 * @param statusCode the HTTP status of the answer
 * @param output what it found
 */
public record ReportStepResult(
        @TargetAggregateIdentifier ExecutionId executionId,
        String step,
        int attempt,
        int statusCode,
        @Nullable Object output)
        implements ExecutionCommand {}
