package io.omni.command.content.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was heard.
 *
 * @param seconds how much sound there is
 * @param loudness integrated, LUFS by EBU R128; null when nothing can be heard
 * @param range the loudness range, LU
 * @param silences where it is quiet, in order
 */
record Sound(double seconds, @Nullable Double loudness, double range, List<Span> silences) {
    Sound {
        silences = List.copyOf(silences);
    }

    /** Where it isn't quiet, in order, up to a length in seconds. */
    List<Span> loud(double until) {
        if (loudness == null) {
            return List.of();
        }
        double end = Math.min(seconds, until);
        List<Span> loud = new ArrayList<>();
        double from = 0;
        for (Span silence : silences) {
            if (silence.start() > from && from < end) {
                loud.add(new Span(from, Math.min(silence.start(), end)));
            }
            from = Math.max(from, silence.end());
        }
        if (from < end) {
            loud.add(new Span(from, end));
        }
        return loud;
    }
}
