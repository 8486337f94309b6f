package io.omni.command.workflow;

import io.omni.events.workflow.ExecutionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The node that held a step is gone.
 *
 * @param executionId the execution
 * @param step the step
 * @param attempt its attempt; a report about an attempt that is over changes nothing
 * @param node the node
 */
public record ReportStepLost(@TargetAggregateIdentifier ExecutionId executionId, String step, int attempt, String node)
        implements ExecutionCommand {}
