package io.omni.api.whole;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for something, but never for ever. */
final class Waiting {
    private static final Duration STEP = Duration.ofMillis(20);

    private Waiting() {}

    /** The first value that will do; fails, showing the last one, when none comes in time. */
    static <T> T until(String what, Duration atMost, Supplier<T> value, Predicate<T> enough) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            T found = value.get();
            if (enough.test(found)) {
                return found;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what + "; last seen: " + found);
            }
            pause(STEP);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
