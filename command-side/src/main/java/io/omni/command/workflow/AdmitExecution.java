package io.omni.command.workflow;

import io.omni.events.workflow.ExecutionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Lets a waiting execution begin, because it has got a place; changes nothing when it does not wait.
 *
 * @param executionId the execution
 */
public record AdmitExecution(@TargetAggregateIdentifier ExecutionId executionId) implements ExecutionCommand {}
