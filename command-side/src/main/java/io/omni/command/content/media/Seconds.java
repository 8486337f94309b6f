package io.omni.command.content.media;

import java.util.Locale;

/** Seconds as programs and formats write them. */
final class Seconds {
    private static final double MILLIS = 1000;

    private Seconds() {}

    /** Whole microseconds, with a point whatever the locale. */
    static String exact(double seconds) {
        return String.format(Locale.ROOT, "%.6f", seconds);
    }

    /** To the millisecond: more than anybody can cut, and the same on every machine. */
    static double rounded(double seconds) {
        return Math.round(seconds * MILLIS) / MILLIS;
    }
}
