package io.omni.command.content;

import io.omni.events.content.JobId;

/**
 * Says that a worker takes an attempt up; changes nothing when the attempt is over, and expires a job whose time is over.
 *
 * @param jobId the job
 * @param attempt the attempt
 * @param node the node
 */
public record StartJob(JobId jobId, int attempt, String node) implements JobCommand {}
