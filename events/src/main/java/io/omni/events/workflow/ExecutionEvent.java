package io.omni.events.workflow;

/** Something that happened to an execution. */
public sealed interface ExecutionEvent
        permits ExecutionStarted,
                ExecutionAdmitted,
                StepStarted,
                StepCompleted,
                StepFailed,
                StepRetryScheduled,
                StepAttemptLost,
                StepSkipped,
                ExecutionCancelRequested,
                ExecutionCancelled,
                ExecutionCompleted,
                ExecutionFailed,
                ExecutionRetried {

    /** The execution. */
    ExecutionId executionId();
}
