package io.omni.command.content;

import io.omni.events.content.JobId;

/**
 * Ends a job: at once while it waits, else as soon as its worker lets go. Refused with {@code JOB_NOT_RUNNING} when it has ended.
 *
 * @param jobId the job
 * @param author who asks
 */
public record CancelJob(JobId jobId, String author) implements JobCommand {}
