package io.omni.events.workflow;

/**
 * A workflow got a new version.
 *
 * @param workflowId the workflow
 * @param version the new version
 * @param definition what it does from now on
 */
public record WorkflowUpdated(WorkflowId workflowId, int version, WorkflowDefinition definition)
        implements WorkflowEvent {}
