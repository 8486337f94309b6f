package io.omni.command.workflow;

import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowId;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a workflow a new version; the same definition again changes nothing.
 *
 * @param workflowId the workflow
 * @param definition what it does from now on, checked by {@link WorkflowRules}
 * @param expectedVersions the versions of its definition of which it must have one, otherwise {@code PRECONDITION_FAILED}; null when
 *     that doesn't matter
 */
public record UpdateWorkflow(
        @TargetAggregateIdentifier WorkflowId workflowId,
        WorkflowDefinition definition,
        @Nullable Set<Long> expectedVersions)
        implements WorkflowCommand {}
