package io.omni.events.workflow;

/** Something that happened to a workflow. */
public sealed interface WorkflowEvent permits WorkflowCreated, WorkflowUpdated, WorkflowDeleted, ScheduleMissed {

    /** The workflow. */
    WorkflowId workflowId();
}
