package io.omni.events.content;

import io.omni.events.pipeline.Problem;

/**
 * An upload of a clip ended without a result; another may begin.
 *
 * @param clipId the clip
 * @param jobId the upload
 * @param problem why
 */
public record ClipUploadEnded(ClipId clipId, JobId jobId, Problem problem) implements ClipEvent {}
