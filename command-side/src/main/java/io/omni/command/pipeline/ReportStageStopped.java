package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A worker stopped a stage's work because the pipeline's cancellation was forced.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param iteration its iteration
 * @param attempt its attempt; a report about an attempt that is over changes nothing
 */
public record ReportStageStopped(
        @TargetAggregateIdentifier PipelineId pipelineId, Stage stage, int iteration, int attempt)
        implements PipelineCommand {}
