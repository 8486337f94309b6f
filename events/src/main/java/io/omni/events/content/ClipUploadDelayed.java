package io.omni.events.content;

import io.omni.events.pipeline.Problem;
import java.time.Instant;

/**
 * A try to upload a clip failed, and the next one has a time.
 *
 * @param clipId the clip
 * @param jobId the upload
 * @param problem why
 * @param nextTryAt when the next try is due
 */
public record ClipUploadDelayed(ClipId clipId, JobId jobId, Problem problem, Instant nextTryAt) implements ClipEvent {}
