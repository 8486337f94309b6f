package io.omni.events.content;

/**
 * A job was not started in time.
 *
 * @param jobId the job
 */
public record JobExpired(JobId jobId) implements ContentJobEvent {}
