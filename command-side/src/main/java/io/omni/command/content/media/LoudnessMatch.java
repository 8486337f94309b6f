package io.omni.command.content.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the gain that brings a clip's sound to −14 LUFS. Peaks are limited to −1.5 dBFS, which takes loudness away again, so the result is
 * measured and the gain corrected, at most three times. (The filter loudnorm falls back to riding the level wherever a plain gain would
 * exceed its peak, and then misses short clips by several LU.)
 */
final class LoudnessMatch {
    static final double TARGET_LUFS = -14;
    private static final double GOOD_ENOUGH = 0.3;
    private static final double MOST_GAIN_DB = 40;
    private static final int CORRECTIONS = 3;

    private final Ffmpeg ffmpeg;

    LoudnessMatch(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * The gain in dB; null when there is nothing to hear.
     *
     * @param cut the filter that makes the clip's sound, from {@code [0:a:0]} to {@code [cut]}
     */
    @Nullable
    Double gain(Path work, String name, Span span, String cut) throws MediaTrouble, InterruptedException {
        double loudness = measure(work, name, span, cut + ";[cut]anull");
        if (Double.isInfinite(loudness)) {
            return null;
        }
        double gain = Math.min(MOST_GAIN_DB, TARGET_LUFS - loudness);
        for (int i = 0; i < CORRECTIONS; i++) {
            double off = TARGET_LUFS - measure(work, name, span, cut + ";[cut]" + filter(gain));
            if (Math.abs(off) <= GOOD_ENOUGH || gain + off > MOST_GAIN_DB) {
                break;
            }
            gain += off;
        }
        return gain;
    }

    /** The filter that applies a gain. */
    static String filter(double gain) {
        return String.format(
                Locale.ROOT, "volume=%.2fdB,alimiter=limit=0.841:attack=5:release=50:level=disabled", gain);
    }

    private double measure(Path work, String name, Span span, String filter) throws MediaTrouble, InterruptedException {
        List<String> arguments = new ArrayList<>(Listener.cut(span));
        arguments.addAll(Ffmpeg.input(name));
        arguments.addAll(List.of(
                "-filter_complex", filter + ",ebur128=framelog=verbose[out]", "-map", "[out]", "-f", "null", "-"));
        return Ffmpeg.loudness(ffmpeg.run(work, arguments, span.length(), _ -> {}));
    }
}
