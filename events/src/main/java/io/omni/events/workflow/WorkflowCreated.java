package io.omni.events.workflow;

/**
 * A workflow was created, in version 1.
 *
 * @param workflowId the workflow
 * @param definition what it does
 */
public record WorkflowCreated(WorkflowId workflowId, WorkflowDefinition definition) implements WorkflowEvent {}
