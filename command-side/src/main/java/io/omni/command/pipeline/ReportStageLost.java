package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The node that held a stage's work is gone.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param iteration its iteration
 * @param attempt its attempt; a report about an attempt that is over changes nothing
 * @param node the node
 */
public record ReportStageLost(
        @TargetAggregateIdentifier PipelineId pipelineId, Stage stage, int iteration, int attempt, String node)
        implements PipelineCommand {}
