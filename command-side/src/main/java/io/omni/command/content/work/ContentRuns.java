package io.omni.command.content.work;

import io.omni.command.content.ContentReader;
import io.omni.command.run.RunBoard;
import io.omni.command.run.WatchedRuns;
import io.omni.command.work.TaskKey;
import io.omni.command.work.WorkTable;
import io.omni.events.content.CalendarEntry;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobStatus;
import io.omni.events.run.RunKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Content jobs of one kind as the reconciler sees them: each has the task of its attempt in its queue. One at work without a task is reported
 * as lost; one that waits gets its task again.
 */
final class ContentRuns implements WatchedRuns {
    private static final Map<String, String> ORIGIN = Map.of("actor", "system");

    private final JobKind jobs;
    private final Watching watching;

    ContentRuns(JobKind jobs, Watching watching) {
        this.jobs = jobs;
        this.watching = watching;
    }

    /** What watching needs, whichever kind it is. */
    @Component
    record Watching(
            ContentReader content,
            ContentItems items,
            ContentQueues queues,
            ContentSchedulers schedulers,
            JobEngine engine,
            Clock clock) {}

    @Override
    public RunKind kind() {
        return switch (jobs) {
            case SCRAPE -> RunKind.SCRAPE;
            case ANALYZE -> RunKind.ANALYSIS;
            case EDIT -> RunKind.EDIT;
            case UPLOAD -> RunKind.UPLOAD;
            case SCHEDULE -> throw new IllegalStateException("runs of the scheduler have no queue of their own");
        };
    }

    @Override
    public String stagedBy() {
        return WhenContentHappensStageWork.PROCESSOR;
    }

    @Override
    public WorkTable table() {
        return watching.queues.workTable(jobs);
    }

    /** By attempts: the task of an upload that was placed has the place's time behind it. */
    @Override
    public Set<TaskKey> atWork() {
        return watching.schedulers.atWork(jobs).stream()
                .map(task -> new TaskKey(task.name(), JobWork.attemptOf(task.instance())))
                .collect(Collectors.toSet());
    }

    /** What the automation knows; it stages the tasks in the same transaction. */
    @Override
    public List<String> open(RunBoard board, long position, String after, int limit) {
        return watching.items.open(jobs, after, limit);
    }

    @Override
    public Set<TaskKey> expected(String runId, boolean fresh) {
        return waiting(runId, fresh)
                .map(job -> Set.of(new TaskKey(JobWork.NAME, work(job).instanceId())))
                .orElse(Set.of());
    }

    @Override
    public Set<TaskKey> missing(String runId, boolean fresh) {
        Set<TaskKey> missing = WatchedRuns.super.missing(runId, fresh);
        boolean placed = missing.stream().anyMatch(task -> table().hasAny(task.name(), task.instance() + "/"));
        return placed ? Set.of() : missing;
    }

    @Override
    public void repair(String runId, TaskKey missing) {
        ContentJobState job = waiting(runId, true).orElse(null);
        if (job == null || !work(job).instanceId().equals(missing.instance())) {
            return;
        }
        JobWork work = work(job);
        if (job.status() == JobStatus.RUNNING) {
            watching.engine.lost(work, job.attempts().getLast().node());
        } else {
            // A time that it waits for is looked at when it is taken up.
            Instant next = job.nextTryAt();
            watching.queues.add(
                    jobs,
                    work,
                    next == null ? watching.clock.instant() : next,
                    watching.items.item(job.jobId()).priority());
        }
    }

    /** The job, unless it has ended or waits for a place. */
    private Optional<ContentJobState> waiting(String runId, boolean fresh) {
        JobId id = new JobId(runId);
        return (fresh ? watching.content.storedJob(id) : watching.content.job(id))
                .filter(job -> !job.isEnded())
                .filter(job -> job.kind() != JobKind.UPLOAD || job.status() == JobStatus.RUNNING || isPlaced(job));
    }

    private boolean isPlaced(ContentJobState upload) {
        return watching.content
                .calendar(upload.projectId())
                .flatMap(calendar -> calendar.entry(upload.jobId()))
                .map(CalendarEntry::placement)
                .isPresent();
    }

    private static JobWork work(ContentJobState job) {
        return new JobWork(job.jobId(), job.attempt(), ORIGIN);
    }
}
