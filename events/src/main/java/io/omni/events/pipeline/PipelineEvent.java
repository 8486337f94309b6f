package io.omni.events.pipeline;

/** Something that happened to a pipeline. The order of a pipeline's events is their sequence in the store. */
public sealed interface PipelineEvent
        permits PipelineStarted,
                StageStarted,
                StageCompleted,
                StageFailed,
                StageRetryScheduled,
                StageAttemptLost,
                GateEvaluated,
                ContextChosen,
                IterationStarted,
                PipelinePaused,
                PipelineResumed,
                PipelineCancelRequested,
                PipelineCancelled,
                PipelineCompleted,
                PipelineFailed,
                PipelineRetried {

    /** The pipeline it happened to. */
    PipelineId pipelineId();
}
