package io.omni.events.workflow;

/**
 * An execution got a place.
 *
 * @param slotsId the places
 * @param executionId the execution
 * @param waited whether it had to wait, and must now be told
 */
public record SlotTaken(WorkflowSlotsId slotsId, ExecutionId executionId, boolean waited)
        implements WorkflowSlotsEvent {}
