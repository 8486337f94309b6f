package io.omni.events.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one stage of a pipeline stands.
 *
 * @param status its status
 * @param iteration the iteration it last ran in; 0 before it ran
 * @param attempt its newest attempt; 0 before it ran
 * @param tries how many attempts there were since it last started, with that attempt; 0 before it ran
 * @param startedAt when it last started; null before it ran
 * @param completedAt when it ended; null until then
 * @param retryAt when a scheduled retry is due; null when none is
 * @param output a small JSON object with what it found
 * @param artifacts what it produced
 * @param checks what it measured
 * @param problem why it failed, or the trouble that it is retried for; null when there is none
 */
public record StageState(
        StageStatus status,
        int iteration,
        int attempt,
        int tries,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant retryAt,
        Map<String, Object> output,
        List<ArtifactRef> artifacts,
        List<Check> checks,
        @Nullable Problem problem) {

    /** A stage that has not run. */
    public static final StageState PENDING =
            new StageState(StageStatus.PENDING, 0, 0, 0, null, null, null, Map.of(), List.of(), List.of(), null);

    /** Keeps its own copies of the collections. */
    public StageState {
        output = JsonObjects.copyOf(output);
        artifacts = List.copyOf(artifacts);
        checks = List.copyOf(checks);
    }

    /** How long it took from start to end, in milliseconds; null until it has ended. */
    public @Nullable Long durationMs() {
        return startedAt == null || completedAt == null
                ? null
                : Duration.between(startedAt, completedAt).toMillis();
    }

    StageState started(int newIteration, int newAttempt, Instant at) {
        return new StageState(
                StageStatus.RUNNING, newIteration, newAttempt, 1, at, null, null, Map.of(), List.of(), List.of(), null);
    }

    StageState retryScheduled(int newAttempt, Instant dueAt, Problem why) {
        return new StageState(
                StageStatus.RUNNING,
                iteration,
                newAttempt,
                tries + 1,
                startedAt,
                null,
                dueAt,
                output,
                artifacts,
                checks,
                why);
    }

    StageState completed(StageCompleted e, Instant at) {
        return new StageState(
                StageStatus.COMPLETED,
                iteration,
                e.attempt(),
                tries,
                startedAt,
                at,
                null,
                e.output(),
                e.artifacts(),
                e.checks(),
                null);
    }

    StageState failed(StageFailed e, Instant at) {
        return new StageState(
                StageStatus.FAILED,
                iteration,
                e.attempt(),
                tries,
                startedAt,
                at,
                null,
                e.output(),
                e.artifacts(),
                e.checks(),
                e.problem());
    }

    /** Pending again, keeping the attempt number so that the next attempt gets a new one. */
    StageState pendingAgain() {
        return new StageState(
                StageStatus.PENDING, iteration, attempt, 0, null, null, null, Map.of(), List.of(), List.of(), null);
    }

    StageState skipped() {
        return new StageState(
                StageStatus.SKIPPED, iteration, attempt, 0, null, null, null, Map.of(), List.of(), List.of(), null);
    }
}
