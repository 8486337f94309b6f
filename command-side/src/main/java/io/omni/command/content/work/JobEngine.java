package io.omni.command.content.work;

import io.omni.command.content.ContentReader;
import io.omni.command.content.JobCommand;
import io.omni.command.content.ReportFailure;
import io.omni.command.content.ReportLost;
import io.omni.command.content.ReportResult;
import io.omni.command.content.ReportStopped;
import io.omni.command.content.ReportWaiting;
import io.omni.command.content.StartJob;
import io.omni.command.eventstore.DatabaseAway;
import io.omni.events.content.CalendarEntry;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.EditInput;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobResult;
import io.omni.events.content.JobStatus;
import io.omni.events.content.Placement;
import io.omni.events.content.ProjectState;
import io.omni.events.content.mind.Mishap;
import io.omni.events.pipeline.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Does one attempt at a job: lets it begin, lets its worker work for as long as it may, and reports what came of it. An attempt that is
 * over, because another node was faster or the job has ended, is dropped.
 */
@Component
class JobEngine {
    private static final Logger LOG = LoggerFactory.getLogger(JobEngine.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration UNTIL_EQUIPPED = Duration.ofSeconds(30);
    private static final String NO_GPU =
            "it waits for a node with a graphics processor: set OMNI_CONTENT_GPU on one that has one, or"
                    + " cancel this job and queue the edit without gpu_required";

    private final Map<JobKind, ContentWorker> workers = new EnumMap<>(JobKind.class);
    private final ContentReader content;
    private final ContentItems items;
    private final JobReports reports;
    private final RunningJobs running;
    private final Clock clock;

    JobEngine(
            ObjectProvider<ContentWorker> workers,
            ContentReader content,
            ContentItems items,
            JobReports reports,
            RunningJobs running,
            Clock clock) {
        workers.orderedStream().forEach(worker -> this.workers.put(worker.kind(), worker));
        this.content = content;
        this.items = items;
        this.reports = reports;
        this.running = running;
        this.clock = clock;
    }

    /** Does the attempt; when it has to be looked at again, empty when it is through. */
    Optional<Instant> work(JobWork work) {
        ContentJobState job = content.job(work.jobId())
                .filter(state -> isCurrent(state, work))
                .or(() -> content.storedJob(work.jobId()).filter(state -> isCurrent(state, work)))
                .orElse(null);
        ProjectState project =
                job == null ? null : content.project(job.projectId()).orElse(null);
        if (job == null || project == null) {
            LOG.debug("{} is over; its task is dropped", work.instanceId());
            return Optional.empty();
        }
        if (job.status() == JobStatus.RUNNING) {
            lostHere(job, work);
            return Optional.empty();
        }
        ContentWorker worker = workers.get(job.kind());
        if (worker == null) {
            return Optional.of(clock.instant().plus(UNTIL_EQUIPPED));
        }
        if (needsGpu(job) && !worker.hasGpu()) {
            // Another node may have one.
            reports.send(new ReportWaiting(job.jobId(), work.attempt(), "WAITING_FOR_GPU", NO_GPU), work.origin());
            return Optional.of(clock.instant().plus(UNTIL_EQUIPPED));
        }
        Placement place = placement(job);
        if (job.kind() == JobKind.UPLOAD && place == null) {
            return Optional.empty();
        }
        if (place != null && place.byOperator() && place.finalTime().isAfter(clock.instant())) {
            return Optional.of(place.finalTime());
        }
        if (reports.send(new StartJob(job.jobId(), work.attempt(), reports.node()), work.origin())) {
            begun(worker, work, project);
        }
        return Optional.empty();
    }

    /** Reports an attempt whose node is gone, unless another node has it. */
    void lost(JobWork work, String goneNode) {
        content.storedJob(work.jobId())
                .filter(state -> isCurrent(state, work) && state.status() == JobStatus.RUNNING)
                .filter(state -> state.attempts().getLast().node().equals(goneNode))
                .ifPresent(_ -> reports.send(new ReportLost(work.jobId(), work.attempt(), goneNode), work.origin()));
    }

    /** A task that lies here twice finds its attempt at work; one that was given back after its report failed finds nobody at it. */
    private void lostHere(ContentJobState job, JobWork work) {
        if (!running.has(job.jobId())) {
            lost(work, reports.node());
        }
    }

    private void begun(ContentWorker worker, JobWork work, ProjectState project) {
        ContentJobState job = content.job(work.jobId()).orElseThrow();
        if (job.status() != JobStatus.RUNNING || job.attempt() != work.attempt()) {
            return;
        }
        Placement place = placement(job);
        JobTask task = new JobTask(job, project, work.attempt(), place == null ? null : place.finalTime());
        ReportedProgress progress = new ReportedProgress(task, reports, work.origin(), items, content);
        FutureTask<JobResult> future = new FutureTask<>(() -> worker.work(task, progress));
        RunningJobs.Running handle = running.begin(job.jobId(), future);
        if (handle == null) {
            return;
        }
        Thread thread = Thread.ofVirtual().name(work.instanceId()).start(future);
        JobCommand report;
        try {
            report = outcome(work, future, handle, worker.timeout());
        } finally {
            awaitEnd(work, thread);
        }
        try {
            reports.send(report, work.origin());
        } finally {
            running.end(job.jobId());
        }
    }

    private JobCommand outcome(JobWork work, Future<JobResult> future, RunningJobs.Running handle, Duration timeout) {
        try {
            return new ReportResult(
                    work.jobId(), work.attempt(), future.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return e.getCause() instanceof InterruptedException ? stopped(work, handle) : failed(work, e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            return new ReportFailure(
                    work.jobId(),
                    work.attempt(),
                    new Problem("TIMEOUT", "it took longer than " + timeout.toSeconds() + " seconds"),
                    Mishap.PASSING,
                    null);
        } catch (CancellationException e) {
            return stopped(work, handle);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return new ReportLost(work.jobId(), work.attempt(), reports.node());
        }
    }

    private JobCommand stopped(JobWork work, RunningJobs.Running handle) {
        return handle.stopped().get() == RunningJobs.StopReason.CANCELLED
                ? new ReportStopped(work.jobId(), work.attempt())
                : new ReportLost(work.jobId(), work.attempt(), reports.node());
    }

    private static JobCommand failed(JobWork work, Throwable cause) {
        return switch (cause) {
            case JobFailure failure ->
                new ReportFailure(
                        work.jobId(), work.attempt(), failure.problem(), failure.mishap(), failure.retryAfter());
            case Throwable away
            when DatabaseAway.isBehind(away) ->
                new ReportFailure(
                        work.jobId(),
                        work.attempt(),
                        new Problem("STORE_UNAVAILABLE", "the database was away"),
                        Mishap.PASSING,
                        null);
            default -> {
                LOG.error("{} failed in a way its worker did not foresee", work.instanceId(), cause);
                yield new ReportFailure(
                        work.jobId(),
                        work.attempt(),
                        new Problem(
                                "INTERNAL_ERROR",
                                "the worker met an internal error; the server's log has it under " + work.instanceId()),
                        Mishap.PASSING,
                        null);
            }
        };
    }

    /** The next attempt may touch the same files, so a worker that was told to stop gets a moment to let go of them. */
    private static void awaitEnd(JobWork work, Thread thread) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!thread.join(GRACE)) {
                LOG.warn("{} was told to stop and is still at work", work.instanceId());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable Placement placement(ContentJobState job) {
        if (job.kind() != JobKind.UPLOAD) {
            return null;
        }
        return content.calendar(job.projectId())
                .flatMap(calendar -> calendar.entry(job.jobId()))
                .map(CalendarEntry::placement)
                .orElse(null);
    }

    private static boolean needsGpu(ContentJobState job) {
        return job.input() instanceof EditInput input && input.gpuRequired();
    }

    private static boolean isCurrent(ContentJobState state, JobWork work) {
        return !state.isEnded() && state.attempt() == work.attempt();
    }
}
