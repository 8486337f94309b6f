package io.omni.projection.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest replay of a projection.
 *
 * @param status {@code running}, {@code completed} or {@code failed}
 * @param position the last event that it has handled; -1 before the first
 * @param requestedBy who asked for it
 * @param requestedAt when
 * @param finishedAt when it ended; null while it runs
 * @param error what went wrong last; null when nothing did
 */
public record ReplayRecord(
        String status,
        long position,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable String error) {

    /** Whether it runs. */
    public boolean running() {
        return status.equals("running");
    }
}
