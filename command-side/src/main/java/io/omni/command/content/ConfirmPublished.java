package io.omni.command.content;

import io.omni.events.content.ClipId;
import io.omni.events.content.JobId;

/**
 * Says that the time has come at which the target publishes a clip that was handed over before; changes nothing when it is published.
 *
 * @param clipId the clip
 * @param jobId the upload
 */
public record ConfirmPublished(ClipId clipId, JobId jobId) implements ClipCommand {}
