package io.omni.events.content;

/** Something that happened to a job. */
public sealed interface ContentJobEvent
        permits JobQueued,
                JobStarted,
                JobStepReached,
                JobDone,
                JobWaitsToRetry,
                JobAttemptLost,
                JobFailed,
                JobCancelRequested,
                JobCancelled,
                JobExpired,
                JobRetried {

    /** The job. */
    JobId jobId();
}
