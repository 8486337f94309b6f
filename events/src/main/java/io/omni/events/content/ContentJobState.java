package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.omni.events.content.mind.EclipseAction;
import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.content.mind.LatticePriority;
import io.omni.events.content.mind.ZenithDecision;
import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job's events add up to; the only fold of them.
 *
 * @param jobId the job
 * @param kind what it does
 * @param projectId its project
 * @param creatorId the creator it is about; null when none
 * @param videoId the video it is about; null when none
 * @param clipId the clip it is about; null when none
 * @param lattice how soon it is done, and why
 * @param zenith the decision that started it, with its author
 * @param input what it needs to know
 * @param status where it stands
 * @param attempt the current or next attempt, from 1
 * @param failures attempts that failed and count as tries, since it was queued or retried
 * @param losses attempts that were lost with their node, since it was queued or retried
 * @param attempts all that were begun
 * @param step the worker's state; null before it began
 * @param progress 0..1; null when it is not known
 * @param message what happens; null before it began
 * @param result what came of it; null until it is done
 * @param problem why it failed, or is tried again; null when there is no reason to
 * @param eclipse the newest decision on a failure; null when there was none
 * @param cancelledBy who asked to end it; null when nobody did
 * @param nextTryAt when the next try is due; null when none is
 * @param expiresAt when it expires unless it has started
 * @param queuedAt when it was queued
 * @param startedAt when it was first begun; null before
 * @param completedAt when it ended, however; null until then
 * @param version how many events it has
 */
public record ContentJobState(
        JobId jobId,
        JobKind kind,
        ProjectId projectId,
        @Nullable CreatorId creatorId,
        @Nullable VideoId videoId,
        @Nullable ClipId clipId,
        LatticePriority lattice,
        ZenithDecision zenith,
        JobInput input,
        JobStatus status,
        int attempt,
        int failures,
        int losses,
        List<JobAttempt> attempts,
        @Nullable String step,
        @Nullable Double progress,
        @Nullable String message,
        @Nullable JobResult result,
        @Nullable Problem problem,
        @Nullable EclipseDecision eclipse,
        @Nullable String cancelledBy,
        @Nullable Instant nextTryAt,
        Instant expiresAt,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        long version) {

    /** Keeps its own copy of the list. */
    public ContentJobState {
        attempts = List.copyOf(attempts);
    }

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link JobQueued}
     * @param event what happened
     * @param at when it happened
     */
    public static ContentJobState evolve(@Nullable ContentJobState state, ContentJobEvent event, Instant at) {
        if (state == null) {
            if (event instanceof JobQueued queued) {
                return begin(queued, at);
            }
            throw new IllegalArgumentException("a job's history begins with content.job.queued");
        }
        return state.after(event, at);
    }

    /** Whether it has ended; it goes on only by a retry. */
    @JsonIgnore
    public boolean isEnded() {
        return switch (status) {
            case DONE, ERROR, CANCELLED -> true;
            case QUEUED, RUNNING, WAITING_RETRY -> false;
        };
    }

    private static ContentJobState begin(JobQueued e, Instant at) {
        return new ContentJobState(
                e.jobId(),
                e.kind(),
                e.projectId(),
                e.creatorId(),
                e.videoId(),
                e.clipId(),
                e.lattice(),
                e.zenith(),
                e.input(),
                JobStatus.QUEUED,
                1,
                0,
                0,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                e.expiresAt(),
                at,
                null,
                null,
                1);
    }

    private ContentJobState after(ContentJobEvent event, Instant at) {
        Change change = new Change(this);
        switch (event) {
            case JobQueued e -> throw new IllegalArgumentException("a job begins once: " + e.jobId());
            case JobStarted e -> change.started(e, at);
            case JobStepReached e -> change.reached(e);
            case JobDone e -> change.done(e, at);
            case JobWaitsToRetry e -> change.waits(e, at);
            case JobAttemptLost e -> change.lost(e, at);
            case JobFailed e -> change.failed(e.problem(), e.eclipse(), at);
            case JobCancelRequested e -> change.cancelledBy = e.author();
            case JobCancelled e -> change.cancelled(e, at);
            case JobExpired _ ->
                change.failed(
                        new Problem("JOB_EXPIRED", "the job was not started in time and has expired; retry it"),
                        null,
                        at);
            case JobRetried e -> change.retried(e);
        }
        return change.made();
    }

    /** What differs after an event. */
    private static final class Change {
        private final ContentJobState before;
        private final List<JobAttempt> attempts;
        private JobStatus status;
        private int attempt;
        private int failures;
        private int losses;
        private @Nullable String step;
        private @Nullable Double progress;
        private @Nullable String message;
        private @Nullable JobResult result;
        private @Nullable Problem problem;
        private @Nullable EclipseDecision eclipse;
        private @Nullable String cancelledBy;
        private @Nullable Instant nextTryAt;
        private Instant expiresAt;
        private @Nullable Instant startedAt;
        private @Nullable Instant completedAt;

        Change(ContentJobState before) {
            this.before = before;
            this.attempts = new ArrayList<>(before.attempts);
            this.status = before.status;
            this.attempt = before.attempt;
            this.failures = before.failures;
            this.losses = before.losses;
            this.step = before.step;
            this.progress = before.progress;
            this.message = before.message;
            this.result = before.result;
            this.problem = before.problem;
            this.eclipse = before.eclipse;
            this.cancelledBy = before.cancelledBy;
            this.nextTryAt = before.nextTryAt;
            this.expiresAt = before.expiresAt;
            this.startedAt = before.startedAt;
            this.completedAt = before.completedAt;
        }

        void started(JobStarted e, Instant at) {
            status = JobStatus.RUNNING;
            attempt = e.attempt();
            nextTryAt = null;
            startedAt = startedAt == null ? at : startedAt;
            attempts.add(new JobAttempt(e.attempt(), e.node(), at, null, null));
        }

        void reached(JobStepReached e) {
            step = e.step();
            progress = e.progress();
            message = e.message();
        }

        void done(JobDone e, Instant at) {
            status = JobStatus.DONE;
            result = e.result();
            problem = null;
            progress = 1.0;
            nextTryAt = null;
            completedAt = at;
            endAttempt(null, at);
        }

        void waits(JobWaitsToRetry e, Instant at) {
            status = JobStatus.WAITING_RETRY;
            endAttempt(e.problem(), at);
            attempt = e.attempt();
            failures += e.eclipse().action() == EclipseAction.DEFER ? 0 : 1;
            problem = e.problem();
            eclipse = e.eclipse();
            nextTryAt = e.nextTryAt();
        }

        void lost(JobAttemptLost e, Instant at) {
            status = JobStatus.QUEUED;
            endAttempt(new Problem("NODE_LOST", "the node that worked on it is gone"), at);
            attempt = e.attempt();
            losses++;
        }

        void failed(Problem why, @Nullable EclipseDecision decision, Instant at) {
            status = JobStatus.ERROR;
            problem = why;
            eclipse = decision == null ? eclipse : decision;
            nextTryAt = null;
            completedAt = at;
            endAttempt(why, at);
        }

        void cancelled(JobCancelled e, Instant at) {
            status = JobStatus.CANCELLED;
            cancelledBy = e.author();
            nextTryAt = null;
            completedAt = at;
            endAttempt(new Problem("CANCELLED", "it was ended on request"), at);
        }

        void retried(JobRetried e) {
            status = JobStatus.QUEUED;
            attempt = e.attempt();
            failures = 0;
            losses = 0;
            problem = null;
            cancelledBy = null;
            completedAt = null;
            expiresAt = e.expiresAt();
            step = null;
            progress = null;
            message = null;
        }

        private void endAttempt(@Nullable Problem why, Instant at) {
            if (!attempts.isEmpty() && attempts.getLast().endedAt() == null) {
                JobAttempt last = attempts.removeLast();
                attempts.add(new JobAttempt(last.number(), last.node(), last.startedAt(), at, why));
            }
        }

        ContentJobState made() {
            return new ContentJobState(
                    before.jobId,
                    before.kind,
                    before.projectId,
                    before.creatorId,
                    before.videoId,
                    before.clipId,
                    before.lattice,
                    before.zenith,
                    before.input,
                    status,
                    attempt,
                    failures,
                    losses,
                    attempts,
                    step,
                    progress,
                    message,
                    result,
                    problem,
                    eclipse,
                    cancelledBy,
                    nextTryAt,
                    expiresAt,
                    before.queuedAt,
                    startedAt,
                    completedAt,
                    before.version + 1);
        }
    }
}
