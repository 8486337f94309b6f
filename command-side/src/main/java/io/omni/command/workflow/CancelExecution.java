package io.omni.command.workflow;

import io.omni.events.workflow.ExecutionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Ends an execution: its running steps complete, its pending ones are skipped. Refused with {@code EXECUTION_NOT_RUNNING} after its end.
 *
 * @param executionId the execution
 */
public record CancelExecution(@TargetAggregateIdentifier ExecutionId executionId) implements ExecutionCommand {}
