package io.omni.events.workflow;

/**
 * An execution has ended, and gives its place or its turn back.
 *
 * @param slotsId the places
 * @param executionId the execution
 */
public record SlotFreed(WorkflowSlotsId slotsId, ExecutionId executionId) implements WorkflowSlotsEvent {}
