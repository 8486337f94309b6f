package io.omni.events.workflow;

import io.omni.events.pipeline.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one step of an execution stands.
 *
 * @param status its status
 * @param attempt its newest attempt; 0 before it ran
 * @param tries how many attempts there were since it last started; 0 before it ran
 * @param losses how many of them were lost with their node
 * @param startedAt when it last started; null before it ran
 * @param completedAt when it ended; null until then
 * @param retryAt when a scheduled retry is due; null when none is
 * @param statusCode the HTTP status of the service's answer; null when there was none
 * @param output what it found; null until it is completed, and when it found nothing
 * @param problem why it failed, or what it is tried again for; null when there is none
 * @param reason why it was skipped; null when it wasn't
 */
public record StepState(
        StepStatus status,
        int attempt,
        int tries,
        int losses,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant retryAt,
        @Nullable Integer statusCode,
        @Nullable Object output,
        @Nullable Problem problem,
        @Nullable String reason) {

    /** A step that has not run. */
    public static final StepState PENDING = pending(0);

    private static StepState pending(int attempt) {
        return new StepState(StepStatus.PENDING, attempt, 0, 0, null, null, null, null, null, null, null);
    }

    StepState started(int newAttempt, Instant at) {
        return new StepState(StepStatus.RUNNING, newAttempt, 1, 0, at, null, null, null, null, null, null);
    }

    StepState completed(StepCompleted e, Instant at) {
        return new StepState(
                StepStatus.COMPLETED,
                attempt,
                tries,
                losses,
                startedAt,
                at,
                null,
                e.statusCode(),
                e.output(),
                null,
                null);
    }

    StepState failed(StepFailed e, Instant at) {
        return new StepState(
                StepStatus.FAILED,
                attempt,
                tries,
                losses,
                startedAt,
                at,
                null,
                e.statusCode(),
                null,
                e.problem(),
                null);
    }

    StepState retrying(StepRetryScheduled e) {
        return new StepState(
                StepStatus.RUNNING,
                e.attempt(),
                tries + 1,
                losses,
                startedAt,
                null,
                e.dueAt(),
                null,
                null,
                e.problem(),
                null);
    }

    StepState lost() {
        return new StepState(
                status,
                attempt,
                tries,
                losses + 1,
                startedAt,
                completedAt,
                retryAt,
                statusCode,
                output,
                problem,
                reason);
    }

    StepState skipped(String why, Instant at) {
        return new StepState(StepStatus.SKIPPED, attempt, 0, 0, null, at, null, null, null, null, why);
    }

    /** Pending again; the next attempt gets a new number. */
    StepState pendingAgain() {
        return pending(attempt);
    }
}
