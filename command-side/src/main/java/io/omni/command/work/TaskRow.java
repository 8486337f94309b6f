package io.omni.command.work;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as it lies in the queue.
 *
 * @param key its name
 * @param dueAt when it is, or was, due
 * @param node the node that works on it; null while none does
 * @param lastHeartbeat when that node last said that it does; null while none does
 * @param silence how long ago that is, by the database's clock; null while none does
 * @param failures how often in a row it could not be done
 * @param lastFailure when that was last; null when it never was
 */
public record TaskRow(
        TaskKey key,
        Instant dueAt,
        @Nullable String node,
        @Nullable Instant lastHeartbeat,
        @Nullable Duration silence,
        int failures,
        @Nullable Instant lastFailure) {
    /** After this long without a heartbeat a node is taken for dead: four heartbeats, one every two seconds. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

    /** Whether the node that works on it lives; null when none works on it. */
    public @Nullable Boolean isNodeAlive() {
        return node == null || silence == null ? null : silence.compareTo(LONGEST_SILENCE) <= 0;
    }
}
