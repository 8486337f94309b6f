package io.omni.projection.replay;

import org.jspecify.annotations.Nullable;

/**
 * How an event processor stands.
 *
 * @param name its name
 * @param position the last event that all of its segments have handled
 * @param head the newest event
 * @param status {@code running}, {@code failing} while it tries an event again and again, or {@code replaying} while it runs and is
 *     made anew beside
 * @param error what stops it; null when nothing does
 * @param replayable whether it can be made anew
 * @param deadLetters how many events it has put aside
 * @param replay its newest replay; null when there was none
 */
public record ProjectionStatus(
        String name,
        long position,
        long head,
        String status,
        @Nullable String error,
        boolean replayable,
        long deadLetters,
        @Nullable ReplayRecord replay) {

    /** How many events it has yet to handle, at most. */
    public long lag() {
        return Math.max(0, head - position);
    }
}
