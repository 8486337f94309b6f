package io.omni.events.workflow;

/**
 * An execution waits for a place.
 *
 * @param slotsId the places
 * @param executionId the execution
 */
public record SlotAwaited(WorkflowSlotsId slotsId, ExecutionId executionId) implements WorkflowSlotsEvent {}
