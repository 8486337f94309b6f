package io.omni.events.workflow;

/**
 * An execution ended well.
 *
 * @param executionId the execution
 * @param workflowId its workflow
 */
public record ExecutionCompleted(ExecutionId executionId, WorkflowId workflowId) implements ExecutionEvent {}
