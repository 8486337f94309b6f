package io.omni.command.content;

import io.omni.command.Command;
import io.omni.events.content.JobId;

/** Asks one job to change. Refused with {@code JOB_NOT_FOUND} when there is none. */
public sealed interface JobCommand extends Command
        permits CancelJob,
                RetryJob,
                StartJob,
                ReportWaiting,
                ReportStep,
                ReportResult,
                ReportFailure,
                ReportLost,
                ReportStopped,
                ExpireJob,
                FinishSchedule {

    /** The job. */
    JobId jobId();

    @Override
    default String aggregateId() {
        return jobId().value();
    }
}
