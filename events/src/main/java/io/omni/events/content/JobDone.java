package io.omni.events.content;

/**
 * A job is done.
 *
 * @param jobId the job
 * @param attempt the attempt, from 1
 * @param result what came of it
 */
public record JobDone(JobId jobId, int attempt, JobResult result) implements ContentJobEvent {}
