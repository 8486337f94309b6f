package io.omni.command.content;

import io.omni.events.content.JobId;

/**
 * Says that an attempt was stopped because the job is to be cancelled; changes nothing when it is over.
 *
 * @param jobId the job
 * @param attempt the attempt
 */
public record ReportStopped(JobId jobId, int attempt) implements JobCommand {}
