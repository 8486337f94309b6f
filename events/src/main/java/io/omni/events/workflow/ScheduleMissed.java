package io.omni.events.workflow;

import java.time.Instant;

/**
 * Firings of a schedule passed while no node was there to see them; they are not made up for.
 *
 * @param workflowId the workflow
 * @param first the first that was missed
 * @param last the last that was missed
 * @param count how many there were; at most 10,000 are counted
 */
public record ScheduleMissed(WorkflowId workflowId, Instant first, Instant last, int count) implements WorkflowEvent {}
