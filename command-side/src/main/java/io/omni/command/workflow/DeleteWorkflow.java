package io.omni.command.workflow;

import io.omni.events.workflow.WorkflowId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a workflow: nothing starts it any more. Its executions go on to their end.
 *
 * @param workflowId the workflow
 * @param expectedVersion the version it must be at, otherwise {@code PRECONDITION_FAILED}; null: any
 */
public record DeleteWorkflow(
        @TargetAggregateIdentifier WorkflowId workflowId,
        @Nullable Integer expectedVersion) implements WorkflowCommand {}
