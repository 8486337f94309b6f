package io.omni.command.workflow;

import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a workflow a new version; the same definition again changes nothing.
 *
 * @param workflowId the workflow
 * @param definition what it does from now on, checked by {@link WorkflowRules}
 * @param expectedVersion the version it must be at, otherwise {@code PRECONDITION_FAILED}; null: any
 */
public record UpdateWorkflow(
        @TargetAggregateIdentifier WorkflowId workflowId,
        WorkflowDefinition definition,
        @Nullable Integer expectedVersion)
        implements WorkflowCommand {}
