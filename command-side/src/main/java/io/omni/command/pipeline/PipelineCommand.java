package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineId;

/** Asks one pipeline to change. A refused command ends in {@link io.omni.command.Refusal}. */
public sealed interface PipelineCommand
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
}
