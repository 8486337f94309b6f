package io.omni.api.projection;

import io.omni.projection.replay.ProjectionStatus;
import io.omni.projection.replay.ReplayRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a projection, or another event processor, stands.
 *
 * @param name its name
 * @param status {@code running}, {@code replaying} or {@code failing}
 * @param position the last event it has handled
 * @param head the newest event
 * @param lag how many events lie between
 * @param error what stops it; null when nothing does
 * @param replayable whether it can be replayed
 * @param deadLetters how many events it has put aside, because it could not handle them or one before
 * @param replay its newest replay; null when there was none
 */
record ProjectionResponse(
        String name,
        String status,
        long position,
        long head,
        long lag,
        @Nullable String error,
        boolean replayable,
        long deadLetters,
        @Nullable Replay replay) {

    static ProjectionResponse of(ProjectionStatus s) {
        return new ProjectionResponse(
                s.name(),
                s.status(),
                s.position(),
                s.head(),
                s.lag(),
                s.error(),
                s.replayable(),
                s.deadLetters(),
                s.replay() == null ? null : Replay.of(s.replay(), s.head()));
    }

    /**
     * A replay.
     *
     * @param status {@code running}, {@code completed} or {@code failed}
     * @param position the last event that it has handled; 0 before the first
     * @param progressPercent how much of the events that is, 0 to 100
     * @param requestedBy who asked for it
     * @param requestedAt when
     * @param finishedAt when it ended; null while it runs
     * @param error what went wrong last; null when nothing did
     */
    record Replay(
            String status,
            long position,
            int progressPercent,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant finishedAt,
            @Nullable String error) {
        private static final int ALL = 100;

        static Replay of(ReplayRecord r, long head) {
            boolean done = r.status().equals("completed");
            long handled = Math.max(0, r.position());
            int percent = done || head == 0 ? ALL : (int) Math.min(ALL, handled * ALL / head);
            return new Replay(
                    r.status(), handled, percent, r.requestedBy(), r.requestedAt(), r.finishedAt(), r.error());
        }
    }

    /**
     * All of them.
     *
     * @param projections by name
     */
    record Listed(List<ProjectionResponse> projections) {}
}
