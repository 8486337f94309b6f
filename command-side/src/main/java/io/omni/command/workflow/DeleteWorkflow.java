package io.omni.command.workflow;

import io.omni.events.workflow.WorkflowId;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a workflow: nothing starts it any more. Its executions go on to their end.
 *
 * @param workflowId the workflow
 * @param expectedVersions the versions of its definition of which it must have one, otherwise {@code PRECONDITION_FAILED}; null when
 *     that doesn't matter
 */
public record DeleteWorkflow(
        @TargetAggregateIdentifier WorkflowId workflowId,
        @Nullable Set<Long> expectedVersions) implements WorkflowCommand {}
