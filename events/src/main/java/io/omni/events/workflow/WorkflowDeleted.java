package io.omni.events.workflow;

/**
 * A workflow was deleted; its executions go on.
 *
 * @param workflowId the workflow
 */
public record WorkflowDeleted(WorkflowId workflowId) implements WorkflowEvent {}
