package io.omni.command.content.media;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How media is kept and worked on.
 *
 * @param root the folder that holds it; made when missing
 * @param hidden the folder that the programs must not see, except for their own piece of it: the platform's data; null hides nothing
 * @param ffmpeg the program {@code ffmpeg}: a name on the path, or a path
 * @param ffprobe the program {@code ffprobe}
 * @param speechCommand a shell line that turns speech into text: it is given a WAV file (16 kHz, mono) as {@code $1} and prints SRT or
 *     WebVTT; null when there is none
 * @param preset libx264's preset; one of {@link #PRESETS}
 * @param quotaBytes how much the store holds at most, in bytes
 * @param maxSourceBytes the largest video that is taken in, in bytes
 * @param maxSourceDuration the longest video that is taken in
 * @param keepRaw how long videos that were taken in are kept; null for ever
 * @param keepDerived how long what was made of them is kept; null for ever
 * @param patience how long a program may take at least; the longer the video, the more is added
 */
public record MediaSettings(
        Path root,
        @Nullable Path hidden,
        String ffmpeg,
        String ffprobe,
        @Nullable String speechCommand,
        String preset,
        long quotaBytes,
        long maxSourceBytes,
        Duration maxSourceDuration,
        @Nullable Period keepRaw,
        @Nullable Period keepDerived,
        Duration patience) {
    /** The presets that may be used; slower ones make smaller files. */
    public static final Set<String> PRESETS =
            Set.of("ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow");

    /** Refuses what makes no sense. */
    public MediaSettings {
        if (!PRESETS.contains(preset)) {
            throw new IllegalArgumentException("the preset is one of " + PRESETS);
        }
        if (quotaBytes <= 0 || maxSourceBytes <= 0 || maxSourceDuration.isNegative() || patience.isNegative()) {
            throw new IllegalArgumentException("the limits of media are positive");
        }
    }

    /** The defaults: 50 GiB, videos up to 2 GiB and 4 hours, 90 days raw, 365 days derived. */
    public static MediaSettings in(Path root) {
        return new MediaSettings(
                root,
                null,
                "ffmpeg",
                "ffprobe",
                null,
                "veryfast",
                50L << 30,
                2L << 30,
                Duration.ofHours(4),
                Period.ofDays(90),
                Period.ofDays(365),
                Duration.ofMinutes(2));
    }
}
