package io.omni.events.content;

import io.omni.events.pipeline.Problem;

/**
 * An edit of a clip ended without a result; another may begin.
 *
 * @param clipId the clip
 * @param jobId the edit
 * @param problem why
 */
public record ClipEditEnded(ClipId clipId, JobId jobId, Problem problem) implements ClipEvent {}
