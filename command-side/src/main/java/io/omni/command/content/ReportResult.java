package io.omni.command.content;

import io.omni.events.content.JobId;
import io.omni.events.content.JobResult;

/**
 * Says that an attempt succeeded; changes nothing when it is over.
 *
 * @param jobId the job
 * @param attempt the attempt
 * @param result what came of it
 */
public record ReportResult(JobId jobId, int attempt, JobResult result) implements JobCommand {}
