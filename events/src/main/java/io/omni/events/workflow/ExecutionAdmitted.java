package io.omni.events.workflow;

/**
 * A waiting execution got one of its workflow's places.
 *
 * @param executionId the execution
 */
public record ExecutionAdmitted(ExecutionId executionId) implements ExecutionEvent {}
