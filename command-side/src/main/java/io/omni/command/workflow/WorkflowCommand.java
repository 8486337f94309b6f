package io.omni.command.workflow;

import io.omni.command.Command;
import io.omni.events.workflow.WorkflowId;

/** Asks one workflow to change. Refused with {@code WORKFLOW_NOT_FOUND} when there is none, or it is deleted. */
public sealed interface WorkflowCommand extends Command
        permits CreateWorkflow, UpdateWorkflow, DeleteWorkflow, ReportMissedFirings {

    /** The workflow. */
    WorkflowId workflowId();

    @Override
    default String aggregateId() {
        return workflowId().value();
    }
}
