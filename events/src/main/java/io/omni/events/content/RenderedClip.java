package io.omni.events.content;

import org.jspecify.annotations.Nullable;

/**
 * A rendered clip.
 *
 * @param media the video
 * @param thumbnail a JPEG
 * @param durationSeconds its length, silences cut
 * @param width pixels
 * @param height pixels
 * @param loudnessLufs integrated loudness by EBU R128; null without sound
 * @param captions whether captions are burnt in
 */
public record RenderedClip(
        StoredFile media,
        StoredFile thumbnail,
        double durationSeconds,
        int width,
        int height,
        @Nullable Double loudnessLufs,
        boolean captions) {}
