package io.omni.api.metrics;

import org.jspecify.annotations.Nullable;

/** Rounds what is shown. */
final class Figures {
    private static final double RATE = 10_000;
    private static final double CENT = 100;

    private Figures() {}

    /** A share to four digits; null when there is nothing to share. */
    static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : Double.valueOf(Math.round(RATE * part / whole) / RATE);
    }

    /** Milliseconds to two digits. */
    static @Nullable Double rounded(@Nullable Double milliseconds) {
        return milliseconds == null ? null : Double.valueOf(Math.round(milliseconds * CENT) / CENT);
    }
}
