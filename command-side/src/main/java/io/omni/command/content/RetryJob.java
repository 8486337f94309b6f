package io.omni.command.content;

import io.omni.events.content.JobId;

/**
 * Tries a job again that failed, expired or was cancelled. Refused with {@code JOB_NOT_FAILED} in any other status.
 *
 * @param jobId the job
 * @param author who asks
 */
public record RetryJob(JobId jobId, String author) implements JobCommand {}
