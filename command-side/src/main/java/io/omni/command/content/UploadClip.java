package io.omni.command.content;

import io.omni.events.content.ClipId;
import io.omni.events.content.JobId;
import io.omni.events.content.PrivacyStatus;
import io.omni.events.content.Wording;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Queues an upload of a rendered clip. Refused with {@code UPLOAD_EXISTS}, {@code CLIP_NOT_RENDERED}, {@code INVALID_SCHEDULE} when the time has passed, {@code SCHEDULE_CONFLICT} when it is taken, {@code UPLOAD_FAILED} when the clip is set aside because its upload failed.
 *
 * @param clipId the clip
 * @param jobId the id that the upload gets
 * @param wording what it says; null: Chorus' words
 * @param privacyStatus who may see it where the words are Chorus'; null: everybody when the engine asks, only the channel's owner when anybody
 *     else does
 * @param scheduledTime when it goes out; null: when the scheduler says
 * @param author {@code zenith}, or who asks
 */
public record UploadClip(
        ClipId clipId,
        JobId jobId,
        @Nullable Wording wording,
        @Nullable PrivacyStatus privacyStatus,
        @Nullable Instant scheduledTime,
        String author)
        implements ClipCommand {}
