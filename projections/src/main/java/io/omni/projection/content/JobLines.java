package io.omni.projection.content;

import io.omni.events.content.ContentJobEvent;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobAttemptLost;
import io.omni.events.content.JobCancelRequested;
import io.omni.events.content.JobCancelled;
import io.omni.events.content.JobDone;
import io.omni.events.content.JobExpired;
import io.omni.events.content.JobFailed;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobQueued;
import io.omni.events.content.JobRetried;
import io.omni.events.content.JobStarted;
import io.omni.events.content.JobStepReached;
import io.omni.events.content.JobWaitsToRetry;
import io.omni.events.pipeline.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what happened to jobs. */
final class JobLines {
    private static final String WORKER = "worker";

    private JobLines() {}

    static LogLine of(ContentJobEvent event, ContentJobState job) {
        return switch (event) {
            case JobQueued e ->
                line(
                        job,
                        "A job was queued.",
                        "author",
                        e.zenith().author(),
                        "priority",
                        e.lattice().priority());
            case JobStarted e -> line(job, "A job was begun.", "attempt", e.attempt(), "node", e.node());
            case JobStepReached e ->
                line(job, e.message(), "attempt", e.attempt(), "step", e.step(), "progress", e.progress());
            case JobDone e -> line(job, "A job is done.", "attempt", e.attempt());
            case JobWaitsToRetry e ->
                trouble(job, LogLine.Level.WARNING, e.problem(), "attempt", e.attempt(), "next_try_at", e.nextTryAt());
            case JobAttemptLost e ->
                trouble(
                        job,
                        LogLine.Level.WARNING,
                        new Problem("NODE_LOST", "The node that worked on a job is gone; the job is queued again."),
                        "attempt",
                        e.attempt(),
                        "node",
                        e.node());
            case JobFailed e -> trouble(job, LogLine.Level.ERROR, e.problem(), "attempt", e.attempt());
            case JobCancelRequested e -> line(job, "Somebody asked to end a job.", "author", e.author());
            case JobCancelled e -> line(job, "A job was ended on request.", "author", e.author());
            case JobExpired _ ->
                trouble(
                        job,
                        LogLine.Level.ERROR,
                        new Problem("JOB_EXPIRED", "A job was not started within its time and has expired; retry it."));
            case JobRetried e -> line(job, "A job was queued again on request.", "author", e.author());
        };
    }

    /** The worker that does jobs of a kind. */
    static String worker(JobKind kind) {
        return switch (kind) {
            case SCRAPE -> "scraper";
            case ANALYZE -> "analyzer";
            case EDIT -> "editor";
            case UPLOAD -> "uploader";
            case SCHEDULE -> "scheduler";
        };
    }

    private static LogLine line(ContentJobState job, String message, @Nullable Object... more) {
        return new LogLine(WORKER, LogLine.Level.INFO, worker(job.kind()), message, metadata(job, more));
    }

    private static LogLine trouble(
            ContentJobState job, LogLine.Level level, Problem problem, @Nullable Object... more) {
        Map<String, Object> metadata = metadata(job, more);
        metadata.put("code", problem.code());
        return new LogLine(WORKER, level, worker(job.kind()), problem.message(), metadata);
    }

    private static Map<String, Object> metadata(ContentJobState job, @Nullable Object... more) {
        Map<String, Object> metadata = new LinkedHashMap<>(LogLine.about(
                "job_id",
                job.jobId(),
                "creator_id",
                job.creatorId(),
                "video_id",
                job.videoId(),
                "clip_id",
                job.clipId()));
        metadata.putAll(LogLine.about(more));
        return metadata;
    }
}
