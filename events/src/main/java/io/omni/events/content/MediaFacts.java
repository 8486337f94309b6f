package io.omni.events.content;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of a video.
 *
 * @param durationSeconds its length
 * @param width pixels; 0 without a picture
 * @param height pixels; 0 without a picture
 * @param framesPerSecond on average; 0 without a picture
 * @param videoCodec as ffprobe names it; null without a picture
 * @param audioCodec as ffprobe names it; null without sound
 * @param loudnessLufs integrated loudness by EBU R128; null without sound
 * @param scenes how many scenes it has
 * @param silences how many silences it has
 * @param transcriptSource {@code embedded}, {@code sidecar}, {@code speech} or {@code none}
 */
public record MediaFacts(
        double durationSeconds,
        int width,
        int height,
        double framesPerSecond,
        @Nullable String videoCodec,
        @Nullable String audioCodec,
        @Nullable Double loudnessLufs,
        int scenes,
        int silences,
        String transcriptSource) {}
