package io.omni.events.content;

import io.omni.events.content.mind.ZenithDecision;

/**
 * An upload of a clip was queued.
 *
 * @param clipId the clip
 * @param jobId the upload
 * @param zenith the decision behind it
 * @param channel where it goes
 * @param wording what it says
 */
public record ClipUploadQueued(ClipId clipId, JobId jobId, ZenithDecision zenith, String channel, Wording wording)
        implements ClipEvent {}
