package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A worker did a stage's work.
 *
 * @param pipelineId the pipeline
 * @param stage the stage
 * @param iteration its iteration
 * @param attempt its attempt; a report about an attempt that is over changes nothing
 * @param result what it found and made
 */
public record ReportStageResult(
        @TargetAggregateIdentifier PipelineId pipelineId, Stage stage, int iteration, int attempt, StageResult result)
        implements PipelineCommand {}
