package io.omni.events.workflow;

/**
 * A failed execution goes on from the steps that did not complete.
 *
 * @param executionId the execution
 * @param queued whether it waits for one of its workflow's places
 */
public record ExecutionRetried(ExecutionId executionId, boolean queued) implements ExecutionEvent {}
