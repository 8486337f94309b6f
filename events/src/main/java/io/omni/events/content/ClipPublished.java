package io.omni.events.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clip is published.
 *
 * @param clipId the clip
 * @param jobId the upload
 * @param platformVideoId what the target calls it
 * @param url where it can be seen; null when the target does not say
 * @param publishedAt when
 */
public record ClipPublished(
        ClipId clipId,
        JobId jobId,
        String platformVideoId,
        @Nullable String url,
        Instant publishedAt) implements ClipEvent {}
