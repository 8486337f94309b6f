package io.omni.events.content;

/**
 * A clip is being sent.
 *
 * @param clipId the clip
 * @param jobId the upload
 */
public record ClipUploading(ClipId clipId, JobId jobId) implements ClipEvent {}
