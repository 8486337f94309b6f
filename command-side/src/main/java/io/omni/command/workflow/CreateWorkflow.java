package io.omni.command.workflow;

import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Creates a workflow.
 *
 * @param workflowId its id
 * @param definition what it does, checked by {@link WorkflowRules}
 */
public record CreateWorkflow(@TargetAggregateIdentifier WorkflowId workflowId, WorkflowDefinition definition)
        implements WorkflowCommand {}
