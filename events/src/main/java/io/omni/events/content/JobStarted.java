package io.omni.events.content;

/**
 * A worker took a job up.
 *
 * @param jobId the job
 * @param attempt the attempt, from 1
 * @param node the node
 */
public record JobStarted(JobId jobId, int attempt, String node) implements ContentJobEvent {}
