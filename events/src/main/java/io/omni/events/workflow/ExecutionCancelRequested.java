package io.omni.events.workflow;

/**
 * An execution was told to end.
 *
 * @param executionId the execution
 */
public record ExecutionCancelRequested(ExecutionId executionId) implements ExecutionEvent {}
