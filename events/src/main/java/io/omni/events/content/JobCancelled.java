package io.omni.events.content;

/**
 * A job was ended on request.
 *
 * @param jobId the job
 * @param author who asked
 */
public record JobCancelled(JobId jobId, String author) implements ContentJobEvent {}
