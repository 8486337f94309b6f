package io.omni.events.content;

/**
 * Somebody asked to end a job that is at work.
 *
 * @param jobId the job
 * @param author who asked
 */
public record JobCancelRequested(JobId jobId, String author) implements ContentJobEvent {}
