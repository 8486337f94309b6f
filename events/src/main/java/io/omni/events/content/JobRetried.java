package io.omni.events.content;

import java.time.Instant;

/**
 * Somebody asked to try a job again that had ended without success.
 *
 * @param jobId the job
 * @param attempt the next attempt
 * @param author who asked
 * @param expiresAt when it expires unless it has started
 */
public record JobRetried(JobId jobId, int attempt, String author, Instant expiresAt) implements ContentJobEvent {}
