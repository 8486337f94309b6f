package io.omni.command.service.health;

import io.omni.command.service.ProbeSettings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a service is asked again: once an interval, a little earlier or later, so that services don't fall into step. One that is in
 * doubt is asked again sooner, and the later the more it stands on: what is below it is then known first.
 */
final class ProbePlan {
    private static final double JITTER = 0.1;
    private static final int DOUBTS_IN_AN_INTERVAL = 8;

    private final Duration interval;
    private final RandomGenerator random;

    ProbePlan(ProbeSettings settings, RandomGenerator random) {
        this.interval = settings.interval();
        this.random = random;
    }

    /** The usual pause. */
    Duration usual() {
        return scaled(1 - JITTER + 2 * JITTER * random.nextDouble());
    }

    /** The pause after a service's first probe: anything up to the usual one, which spreads what began together. */
    Duration first() {
        return scaled(0.2 + 0.8 * random.nextDouble());
    }

    /**
     * The pause for one in doubt.
     *
     * @param depth how many services stand below it
     */
    Duration soon(int depth) {
        Duration pause = interval.dividedBy(DOUBTS_IN_AN_INTERVAL).multipliedBy(1L + depth);
        return pause.compareTo(interval) < 0 ? pause : interval;
    }

    private Duration scaled(double factor) {
        return Duration.ofNanos((long) (interval.toNanos() * factor));
    }
}
