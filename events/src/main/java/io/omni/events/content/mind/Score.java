package io.omni.events.content.mind;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A number from 0 to 1 with four decimals: what the modules measure and vote in. */
public final class Score {
    /** What something comes to that nothing is known of. */
    public static final double NEUTRAL = 0.5;

    private static final int DECIMALS = 4;

    private Score() {}

    /** The nearest score: below 0 is 0, above 1 is 1, no number is 0. Rounded, so that JSON and comparisons are stable. */
    public static double of(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        double clamped = Math.max(0, Math.min(1, value));
        return BigDecimal.valueOf(clamped)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .doubleValue();
    }

    /** Returns the value when it lies between 0 and 1. */
    static double require(String name, double value) {
        return requireWithin(name, value, 0, 1);
    }

    /** Returns the value when it lies within the bounds. */
    static double requireWithin(String name, double value, double least, double most) {
        // Written so that a value that is no number is refused too.
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be from " + plain(least) + " to " + plain(most));
        }
        return value;
    }

    private static String plain(double value) {
        return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
    }
}
