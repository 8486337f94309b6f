package io.omni.command.pipeline;

import io.omni.command.Command;
import io.omni.events.pipeline.PipelineId;

/** Asks one pipeline to change. A refused command ends in {@link io.omni.command.Refusal}. */
public sealed interface PipelineCommand extends Command
        permits CancelPipeline,
                PausePipeline,
                ResumePipeline,
                RetryPipeline,
                ReportStageResult,
                ReportStageFailure,
                ReportStageLost,
                ReportStageStopped {

    /** The pipeline. */
    PipelineId pipelineId();

    @Override
    default String aggregateId() {
        return pipelineId().value();
    }
}
