package io.omni.command.content;

import io.omni.events.content.JobId;

/**
 * Expires a job that was not started in time; changes nothing when it was.
 *
 * @param jobId the job
 */
public record ExpireJob(JobId jobId) implements JobCommand {}
