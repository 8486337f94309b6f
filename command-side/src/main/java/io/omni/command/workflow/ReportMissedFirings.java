package io.omni.command.workflow;

import io.omni.events.workflow.WorkflowId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says that firings of a workflow's schedule passed unseen.
 *
 * @param workflowId the workflow
 * @param first the first of them
 * @param last the last of them
 * @param count how many there were
 */
public record ReportMissedFirings(
        @TargetAggregateIdentifier WorkflowId workflowId, Instant first, Instant last, int count)
        implements WorkflowCommand {}
