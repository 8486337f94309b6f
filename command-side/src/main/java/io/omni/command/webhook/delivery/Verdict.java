package io.omni.command.webhook.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an attempt.
 *
 * @param next what the delivery is to become
 * @param delay how long until it is tried again; null unless it is
 * @param reason why it was parked or failed, as the API names it; null otherwise
 */
record Verdict(
        Next next, @Nullable Duration delay, @Nullable String reason) {
    /** What a delivery becomes. */
    enum Next {
        /** It has arrived. */
        DELIVERED,
        /** It is tried again. */
        RETRY,
        /** It is out of attempts. */
        FAILED,
        /** It is kept until somebody replays it. */
        PARKED
    }

    /** Decides on an attempt's answer. */
    static Verdict of(
            ClaimedDelivery delivery, Answer answer, Duration headOfLine, boolean isTest, RandomGenerator random) {
        if (answer.outcome() == Outcome.DELIVERED) {
            return new Verdict(Next.DELIVERED, null, null);
        }
        if (answer.outcome() == Outcome.GONE) {
            return new Verdict(Next.PARKED, null, "gone");
        }
        if (isTest) {
            return new Verdict(Next.FAILED, null, "test");
        }
        Duration wait = RetrySchedule.next(delivery.step() + 1, answer.retryAfter(), random)
                .orElse(null);
        if (wait == null) {
            return new Verdict(Next.FAILED, null, "out_of_attempts");
        }
        if (delivery.fifo() && delivery.age().plus(wait).compareTo(headOfLine) > 0) {
            return new Verdict(Next.PARKED, null, "head_of_line");
        }
        return new Verdict(Next.RETRY, wait, null);
    }
}
