package io.omni.command.workflow;

import io.omni.events.workflow.ExecutionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A step could not be done.
 *
 * @param executionId the execution
 * @param step the step
 * @param attempt its attempt; a report about an attempt that is over changes nothing
 * @param failure why
 */
public record ReportStepFailure(
        @TargetAggregateIdentifier ExecutionId executionId, String step, int attempt, StepFailure failure)
        implements ExecutionCommand {}
