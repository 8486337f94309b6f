package io.omni.command.content.mind;

import io.omni.events.content.RenderedClip;
import io.omni.events.content.mind.Rule;
import io.omni.events.content.mind.ZenithVerdict;
import java.util.List;
import java.util.Locale;

/** What is asked of a rendered clip before it goes out by itself. */
final class ReleaseRules {
    private static final long MOST_BYTES = 60L * 1024 * 1024;
    private static final double LOUDNESS = -14;
    private static final double LOUDNESS_TOLERANCE = 2;
    private static final double LONGEST_SECONDS = 120.5;

    private ReleaseRules() {}

    static List<Rule> of(RenderedClip rendered) {
        long bytes = rendered.media().bytes();
        double seconds = rendered.durationSeconds();
        Double measured = rendered.loudnessLufs();
        // Without sound there is nothing to be too loud.
        double loudness = measured == null ? LOUDNESS : measured;
        return List.of(
                rule("has_something_to_show", seconds > 0, seconds, 0, "%.1f seconds are left of it", seconds),
                rule(
                        "is_short_enough",
                        seconds <= LONGEST_SECONDS,
                        seconds,
                        LONGEST_SECONDS,
                        "it takes %.1f seconds",
                        seconds),
                rule(
                        "is_small_enough",
                        bytes <= MOST_BYTES,
                        bytes,
                        MOST_BYTES,
                        "it takes %.1f MiB",
                        bytes / (1024.0 * 1024.0)),
                rule(
                        "is_as_loud_as_asked",
                        Math.abs(loudness - LOUDNESS) <= LOUDNESS_TOLERANCE,
                        loudness,
                        LOUDNESS,
                        "its loudness is %.1f LUFS",
                        loudness));
    }

    private static Rule rule(
            String name, boolean passed, double measured, double threshold, String form, double shown) {
        return new Rule(
                name, passed, measured, threshold, ZenithVerdict.QUARANTINE, String.format(Locale.ROOT, form, shown));
    }
}
