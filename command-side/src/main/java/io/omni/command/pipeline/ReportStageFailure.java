package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A worker could not do a stage's work.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param iteration its iteration
 * @param attempt its attempt; a report about an attempt that is over changes nothing
 * @param failure why, and what may follow
 */
public record ReportStageFailure(
        @TargetAggregateIdentifier PipelineId pipelineId, Stage stage, int iteration, int attempt, StageFailure failure)
        implements PipelineCommand {}
