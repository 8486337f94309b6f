package io.omni.command.content;

import io.omni.command.Refusal;
import io.omni.events.content.ContentJobEvent;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobAttemptLost;
import io.omni.events.content.JobCancelRequested;
import io.omni.events.content.JobCancelled;
import io.omni.events.content.JobDone;
import io.omni.events.content.JobExpired;
import io.omni.events.content.JobFailed;
import io.omni.events.content.JobRetried;
import io.omni.events.content.JobStarted;
import io.omni.events.content.JobStatus;
import io.omni.events.content.JobStepReached;
import io.omni.events.content.JobWaitsToRetry;
import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.pipeline.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Decides what a command changes about a job. Pure: the same state, command, decision and time give the same events. */
final class JobDecider {
    /** How long a job may wait for its first start. */
    static final Duration EXPIRY = Duration.ofHours(24);

    private static final int MAX_LOSSES = 10;

    private JobDecider() {}

    /**
     * What a command changes; empty when it changes nothing.
     *
     * @param deadline when it expires unless it has started
     * @param eclipse decides what follows from a failure; asked only when there is one
     * @throws Refusal when a rule refuses it
     */
    static List<ContentJobEvent> decide(
            ContentJobState state,
            JobCommand command,
            Instant now,
            Instant deadline,
            Function<ContentMind.FailureQuestion, EclipseDecision> eclipse) {
        return switch (command) {
            case CancelJob c -> cancel(state, c);
            case RetryJob c -> retry(state, c, now);
            case StartJob c -> start(state, c, now, deadline);
            case ExpireJob _ -> expire(state, now, deadline);
            case ReportWaiting c -> waiting(state, c);
            case ReportStep c ->
                isAtWork(state, c.attempt())
                        ? List.of(new JobStepReached(state.jobId(), c.attempt(), c.step(), c.progress(), c.message()))
                        : List.of();
            case ReportResult c ->
                isAtWork(state, c.attempt()) ? List.of(new JobDone(state.jobId(), c.attempt(), c.result())) : List.of();
            case ReportFailure c -> isAtWork(state, c.attempt()) ? failure(state, c, now, eclipse) : List.of();
            case FinishSchedule _ -> throw new IllegalStateException("it concerns the calendar too");
            case ReportStopped c -> isAtWork(state, c.attempt()) ? stopped(state) : List.of();
            case ReportLost c -> isAtWork(state, c.attempt()) ? lost(state, c) : List.of();
        };
    }

    private static List<ContentJobEvent> start(ContentJobState state, StartJob c, Instant now, Instant deadline) {
        if (!waits(state, c.attempt())) {
            return List.of();
        }
        List<ContentJobEvent> expired = expire(state, now, deadline);
        return expired.isEmpty() ? List.of(new JobStarted(state.jobId(), c.attempt(), c.node())) : expired;
    }

    private static List<ContentJobEvent> waiting(ContentJobState state, ReportWaiting c) {
        boolean said = c.step().equals(state.step()) && c.message().equals(state.message());
        return waits(state, c.attempt()) && !said
                ? List.of(new JobStepReached(state.jobId(), c.attempt(), c.step(), null, c.message()))
                : List.of();
    }

    private static boolean waits(ContentJobState state, int attempt) {
        boolean waits = state.status() == JobStatus.QUEUED || state.status() == JobStatus.WAITING_RETRY;
        return waits && state.attempt() == attempt;
    }

    private static List<ContentJobEvent> expire(ContentJobState state, Instant now, Instant deadline) {
        boolean unstarted = state.status() == JobStatus.QUEUED && state.losses() == 0;
        return unstarted && !now.isBefore(deadline) ? List.of(new JobExpired(state.jobId())) : List.of();
    }

    private static List<ContentJobEvent> cancel(ContentJobState state, CancelJob c) {
        if (state.isEnded()) {
            throw refusal(state, "JOB_NOT_RUNNING", "the job has ended; there is nothing to cancel");
        }
        if (state.status() != JobStatus.RUNNING) {
            return List.of(new JobCancelled(state.jobId(), c.author()));
        }
        return state.cancelledBy() == null ? List.of(new JobCancelRequested(state.jobId(), c.author())) : List.of();
    }

    private static List<ContentJobEvent> retry(ContentJobState state, RetryJob c, Instant now) {
        if (state.status() != JobStatus.ERROR && state.status() != JobStatus.CANCELLED) {
            throw refusal(
                    state, "JOB_NOT_FAILED", "only a job that failed, expired or was cancelled can be tried again");
        }
        return List.of(new JobRetried(state.jobId(), state.attempt() + 1, c.author(), now.plus(EXPIRY)));
    }

    private static List<ContentJobEvent> failure(
            ContentJobState state,
            ReportFailure c,
            Instant now,
            Function<ContentMind.FailureQuestion, EclipseDecision> eclipse) {
        if (state.cancelledBy() != null) {
            return stopped(state);
        }
        EclipseDecision decision =
                eclipse.apply(new ContentMind.FailureQuestion(state, c.problem(), c.mishap(), c.retryAfter(), now));
        return switch (decision.action()) {
            case RETRY, DEFER, REROUTE ->
                List.of(new JobWaitsToRetry(
                        state.jobId(),
                        c.attempt() + 1,
                        c.problem(),
                        decision,
                        now.plusMillis(Math.round(decision.delaySeconds() * 1_000))));
            case QUARANTINE, FAIL -> List.of(new JobFailed(state.jobId(), c.attempt(), c.problem(), decision));
        };
    }

    private static List<ContentJobEvent> stopped(ContentJobState state) {
        String author = state.cancelledBy();
        return author == null
                ? List.of(new JobAttemptLost(state.jobId(), state.attempt() + 1, nodeOf(state)))
                : List.of(new JobCancelled(state.jobId(), author));
    }

    private static List<ContentJobEvent> lost(ContentJobState state, ReportLost c) {
        if (state.cancelledBy() != null) {
            return stopped(state);
        }
        if (state.losses() >= MAX_LOSSES) {
            Problem problem = new Problem(
                    "NODE_LOST",
                    "the node that worked on it was lost " + MAX_LOSSES + " times; look at the node, then retry");
            return List.of(new JobFailed(state.jobId(), c.attempt(), problem, null));
        }
        return List.of(new JobAttemptLost(state.jobId(), c.attempt() + 1, c.node()));
    }

    private static boolean isAtWork(ContentJobState state, int attempt) {
        return state.status() == JobStatus.RUNNING && state.attempt() == attempt;
    }

    private static String nodeOf(ContentJobState state) {
        return state.attempts().isEmpty()
                ? "unknown"
                : state.attempts().getLast().node();
    }

    private static Refusal refusal(ContentJobState state, String code, String message) {
        return new Refusal(
                code,
                message,
                new Refusal.Detail("job_id", state.jobId().value()),
                new Refusal.Detail("status", state.status().name()));
    }
}
