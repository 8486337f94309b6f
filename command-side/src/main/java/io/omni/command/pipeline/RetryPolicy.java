package io.omni.command.pipeline;

import io.omni.events.pipeline.PolicyRef;
import io.omni.events.pipeline.StageState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether, and when, a stage that met passing trouble is tried again: at most {@value #MAX_TRIES} tries, after 1, 2, 4 and 8 seconds,
 * or later when the other side asked for it, but at most after 5 minutes.
 */
public final class RetryPolicy {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("stage-retry", 1);

    private static final int MAX_TRIES = 5;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    private RetryPolicy() {}

    /**
     * How long to wait before the next try; empty when there is to be none.
     *
     * @param stage the stage that met the trouble
     * @param asked how long the other side asked to wait; null when it did not say
     */
    public static Optional<Duration> delayAfter(StageState stage, @Nullable Duration asked) {
        if (stage.tries() >= MAX_TRIES) {
            return Optional.empty();
        }
        Duration own = FIRST_DELAY.multipliedBy(1L << Math.max(0, stage.tries() - 1));
        Duration wanted = asked == null || asked.compareTo(own) < 0 ? own : asked;
        return Optional.of(wanted.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : wanted);
    }

    /** Whether a stage whose node died is tried again. */
    public static boolean allowsAfterLoss(StageState stage) {
        return stage.tries() < MAX_TRIES;
    }
}
