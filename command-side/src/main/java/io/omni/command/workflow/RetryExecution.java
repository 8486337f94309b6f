package io.omni.command.workflow;

import io.omni.events.workflow.ExecutionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Lets a failed execution go on from the steps that did not complete. Refused with {@code EXECUTION_NOT_FAILED} unless it failed.
 *
 * @param executionId the execution
 */
public record RetryExecution(@TargetAggregateIdentifier ExecutionId executionId) implements ExecutionCommand {}
