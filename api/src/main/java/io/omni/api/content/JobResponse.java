package io.omni.api.content;

import io.omni.api.content.ProjectResponses.Failure;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobAttempt;
import io.omni.events.content.JobResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job.
 *
 * @param jobId its id
 * @param kind {@code scrape}, {@code analyze}, {@code edit}, {@code upload} or {@code schedule}
 * @param projectId its project
 * @param creatorId the creator it is about; null when none
 * @param videoId the video it is about; null when none
 * @param clipId the clip it is about; null when none
 * @param status {@code QUEUED}, {@code RUNNING}, {@code DONE}, {@code ERROR}, {@code CANCELLED} or {@code WAITING_RETRY}
 * @param priority 0 to 1, higher comes first
 * @param priorityReason why, in a sentence
 * @param requestedBy who decided it: the engine, or a caller
 * @param step the state of its worker; null before it began
 * @param progress 0 to 1; null when it is not known
 * @param message what happens; null before it began
 * @param attempts all attempts that were begun
 * @param error why it failed or is tried again; null when there is nothing
 * @param nextTryAt when it is tried again, UTC; null when it isn't
 * @param cancelledBy who asked to end it; null when nobody did
 * @param result what came of it; null until it is done
 * @param queuedAt when it was queued, UTC
 * @param startedAt when it was first begun, UTC; null before
 * @param completedAt when it ended, UTC; null until then
 * @param expiresAt when it expires unless it has started, UTC
 */
record JobResponse(
        String jobId,
        String kind,
        String projectId,
        @Nullable String creatorId,
        @Nullable String videoId,
        @Nullable String clipId,
        String status,
        double priority,
        String priorityReason,
        String requestedBy,
        @Nullable String step,
        @Nullable Double progress,
        @Nullable String message,
        List<Attempt> attempts,
        @Nullable Failure error,
        @Nullable Instant nextTryAt,
        @Nullable String cancelledBy,
        @Nullable Object result,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        Instant expiresAt) {

    /**
     * One attempt.
     *
     * @param attempt its number, from 1
     * @param node the node that took it up
     * @param startedAt when, UTC
     * @param endedAt when it ended, UTC; null while it goes on
     * @param error why it failed; null while it goes on and when it didn't
     */
    record Attempt(
            int attempt,
            String node,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Failure error) {
        private static Attempt of(JobAttempt attempt) {
            return new Attempt(
                    attempt.number(),
                    attempt.node(),
                    attempt.startedAt(),
                    attempt.endedAt(),
                    Failure.of(attempt.problem()));
        }
    }

    static JobResponse of(ContentJobState job) {
        JobResult result = job.result();
        return new JobResponse(
                job.jobId().value(),
                job.kind().wireName(),
                job.projectId().value(),
                job.creatorId() == null ? null : job.creatorId().value(),
                job.videoId() == null ? null : job.videoId().value(),
                job.clipId() == null ? null : job.clipId().value(),
                job.status().name(),
                job.lattice().priority(),
                job.lattice().reason(),
                job.zenith().author(),
                job.step(),
                job.progress(),
                job.message(),
                job.attempts().stream().map(Attempt::of).toList(),
                Failure.of(job.problem()),
                job.nextTryAt(),
                job.cancelledBy(),
                result,
                job.queuedAt(),
                job.startedAt(),
                job.completedAt(),
                job.expiresAt());
    }
}
