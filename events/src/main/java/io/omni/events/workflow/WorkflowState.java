package io.omni.events.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow's events add up to; the only fold of them.
 *
 * @param workflowId the workflow
 * @param definitionVersion the version of its definition, from 1
 * @param definition what it does
 * @param deleted whether it is gone
 * @param createdAt when it was created
 * @param updatedAt when its definition last changed
 * @param version how many events it has
 */
public record WorkflowState(
        WorkflowId workflowId,
        int definitionVersion,
        WorkflowDefinition definition,
        boolean deleted,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link WorkflowCreated}
     * @param event what happened
     * @param at when it happened
     */
    public static WorkflowState evolve(@Nullable WorkflowState state, WorkflowEvent event, Instant at) {
        if (state == null) {
            if (event instanceof WorkflowCreated created) {
                return new WorkflowState(created.workflowId(), 1, created.definition(), false, at, at, 1);
            }
            throw new IllegalArgumentException("a workflow's history begins with workflow.created");
        }
        long next = state.version + 1;
        return switch (event) {
            case WorkflowCreated e -> throw new IllegalArgumentException("a workflow begins once: " + e.workflowId());
            case WorkflowUpdated e ->
                new WorkflowState(
                        state.workflowId, e.version(), e.definition(), state.deleted, state.createdAt, at, next);
            case WorkflowDeleted _ ->
                new WorkflowState(
                        state.workflowId, state.definitionVersion, state.definition, true, state.createdAt, at, next);
            case ScheduleMissed _ ->
                new WorkflowState(
                        state.workflowId,
                        state.definitionVersion,
                        state.definition,
                        state.deleted,
                        state.createdAt,
                        state.updatedAt,
                        next);
        };
    }
}
