package io.omni.events.content;

import io.omni.events.content.mind.LatticePriority;
import io.omni.events.content.mind.ZenithDecision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job was queued.
 *
 * @param jobId the job
 * @param kind what it does
 * @param projectId the project
 * @param creatorId the creator it is about; null when none
 * @param videoId the video it is about; null when none
 * @param clipId the clip it is about; null when none
 * @param lattice how soon it is done, and why
 * @param zenith the decision that started it, with its author
 * @param input what it needs to know
 * @param expiresAt when it expires unless it has started
 */
public record JobQueued(
        JobId jobId,
        JobKind kind,
        ProjectId projectId,
        @Nullable CreatorId creatorId,
        @Nullable VideoId videoId,
        @Nullable ClipId clipId,
        LatticePriority lattice,
        ZenithDecision zenith,
        JobInput input,
        Instant expiresAt)
        implements ContentJobEvent {}
