package io.omni.events.content;

/**
 * The node that worked on a job is gone; the job is queued again.
 *
 * @param jobId the job
 * @param attempt the next attempt
 * @param node the node that is gone
 */
public record JobAttemptLost(JobId jobId, int attempt, String node) implements ContentJobEvent {}
