package io.omni.command.content.work;

import io.omni.command.work.Origins;
import io.omni.events.content.ClipEditEnded;
import io.omni.events.content.ClipFound;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipJudged;
import io.omni.events.content.ClipPublished;
import io.omni.events.content.ClipQuarantined;
import io.omni.events.content.ClipRejected;
import io.omni.events.content.ClipScheduled;
import io.omni.events.content.ClipUploadEnded;
import io.omni.events.content.ClipWorded;
import io.omni.events.content.CreatorAdded;
import io.omni.events.content.JobAttemptLost;
import io.omni.events.content.JobCancelRequested;
import io.omni.events.content.JobCancelled;
import io.omni.events.content.JobDone;
import io.omni.events.content.JobExpired;
import io.omni.events.content.JobFailed;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobQueued;
import io.omni.events.content.JobRetried;
import io.omni.events.content.JobWaitsToRetry;
import io.omni.events.content.Placement;
import io.omni.events.content.ProjectDeleted;
import io.omni.events.content.ProjectFailed;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectStarted;
import io.omni.events.content.ProjectStopped;
import io.omni.events.content.ScheduleRun;
import io.omni.events.content.UploadAwaitsPlace;
import io.omni.events.content.UploadPlaced;
import io.omni.events.content.UploadReleased;
import io.omni.events.content.VideoDuplicate;
import io.omni.events.content.VideoScraped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/**
 * Carries everything from stage to stage: turns what happened into the tasks that follow, in the transaction that advances this
 * automation's own position. It has one segment, so that it knows at each event what of a project is still under way.
 */
@Component
@ProcessingGroup(WhenContentHappensStageWork.PROCESSOR)
@DisallowReplay
class WhenContentHappensStageWork {
    /** The event processor that runs this automation. */
    static final String PROCESSOR = "content-work";

    static final String FOUND = "clip-found";
    static final String WAITS_FOR_EDIT = "clip-edit";
    static final String WAITS_FOR_UPLOAD = "clip-upload";
    static final String PLACING = "placing";
    static final String RUNS = "runs";

    private static final int PRIORITIES = 1_000;
    private static final Duration FINISH_AFTER = Duration.ofSeconds(3);

    private final ContentQueues queues;
    private final ContentItems items;
    private final ContentSettings settings;

    WhenContentHappensStageWork(ContentQueues queues, ContentItems items, ContentSettings settings) {
        this.queues = queues;
        this.items = items;
        this.settings = settings;
    }

    @EventHandler
    void on(JobQueued e, @Timestamp Instant at, MetaData metaData) {
        int priority = (int) Math.round(e.lattice().priority() * PRIORITIES);
        items.queued(e, priority);
        Map<String, String> origin = Origins.of(metaData);
        queues.stage(Chore.EXPIRE, Chore.ofJob(e.jobId(), origin), e.expiresAt());
        switch (e.kind()) {
            case SCRAPE, ANALYZE, EDIT -> queues.stage(e.kind(), new JobWork(e.jobId(), 1, origin), at, priority);
            case UPLOAD -> {
                // Its task follows when it has a place.
            }
            // Whoever asked for the run finishes it, unless they die in between.
            case SCHEDULE -> queues.stage(Chore.FINISH, Chore.ofJob(e.jobId(), origin), at.plus(FINISH_AFTER));
        }
        if (e.clipId() != null) {
            items.put(e.clipId().value(), e.projectId(), "at-work");
        }
    }

    @EventHandler
    void on(JobRetried e, @Timestamp Instant at, MetaData metaData) {
        Map<String, String> origin = Origins.of(metaData);
        ContentItems.Item item = items.attempt(e.jobId(), e.attempt());
        queues.stage(Chore.EXPIRE, Chore.ofJob(e.jobId(), origin), e.expiresAt());
        switch (item.kind()) {
            case SCRAPE, ANALYZE, EDIT ->
                queues.stage(item.kind(), new JobWork(e.jobId(), e.attempt(), origin), at, item.priority());
            case UPLOAD -> {
                // Its task follows when it has a place.
            }
            case SCHEDULE -> queues.stage(Chore.FINISH, Chore.ofJob(e.jobId(), origin), at);
        }
    }

    @EventHandler
    void on(JobWaitsToRetry e, MetaData metaData) {
        again(e.jobId(), e.attempt(), e.nextTryAt(), metaData);
    }

    @EventHandler
    void on(JobAttemptLost e, @Timestamp Instant at, MetaData metaData) {
        again(e.jobId(), e.attempt(), at, metaData);
    }

    @EventHandler
    void on(JobDone e, @Timestamp Instant at, MetaData metaData) {
        ended(e.jobId(), at, metaData);
    }

    @EventHandler
    void on(JobFailed e, @Timestamp Instant at, MetaData metaData) {
        ended(e.jobId(), at, metaData);
    }

    @EventHandler
    void on(JobCancelled e, @Timestamp Instant at, MetaData metaData) {
        ended(e.jobId(), at, metaData);
    }

    @EventHandler
    void on(JobExpired e, @Timestamp Instant at, MetaData metaData) {
        ended(e.jobId(), at, metaData);
    }

    @EventHandler
    void on(JobCancelRequested e) {
        items.stop(e.jobId());
    }

    @EventHandler
    void on(VideoScraped e) {
        items.met(e.projectId(), e.creatorId(), e.post().postId());
    }

    @EventHandler
    void on(VideoDuplicate e) {
        items.met(e.projectId(), e.creatorId(), e.post().postId());
    }

    @EventHandler
    void on(ClipFound e) {
        items.put(e.clipId().value(), e.projectId(), FOUND);
    }

    @EventHandler
    void on(ClipJudged e, @Timestamp Instant at, MetaData metaData) {
        if (e.judgement().zenith().proceeds()) {
            items.move(e.clipId(), WAITS_FOR_EDIT);
            String cause = e.clipId().value();
            queues.stage(Chore.EDIT, Chore.ofClip(e.clipId(), null, cause, Origins.of(metaData)), at);
        }
    }

    @EventHandler
    void on(ClipWorded e, @Timestamp Instant at, MetaData metaData) {
        if (e.zenith().proceeds()) {
            items.move(e.clipId(), WAITS_FOR_UPLOAD);
            String cause = e.clipId().value() + "/" + at.toEpochMilli();
            queues.stage(Chore.UPLOAD, Chore.ofClip(e.clipId(), null, cause, Origins.of(metaData)), at);
        }
    }

    @EventHandler
    void on(ClipEditEnded e) {
        items.forget(List.of(e.clipId().value()));
    }

    @EventHandler
    void on(ClipUploadEnded e) {
        items.forget(List.of(e.clipId().value()));
    }

    @EventHandler
    void on(ClipRejected e) {
        items.forget(List.of(e.clipId().value()));
    }

    @EventHandler
    void on(ClipQuarantined e) {
        items.forget(List.of(e.clipId().value()));
    }

    @EventHandler
    void on(ClipPublished e) {
        items.forget(List.of(e.clipId().value()));
    }

    @EventHandler
    void on(ClipScheduled e, MetaData metaData) {
        if (e.platformVideoId() != null) {
            String cause = e.clipId().value() + "/" + e.jobId().value();
            queues.stage(
                    Chore.CONFIRM, Chore.ofClip(e.clipId(), e.jobId(), cause, Origins.of(metaData)), e.finalTime());
        }
    }

    @EventHandler
    void on(UploadAwaitsPlace e, @Timestamp Instant at, MetaData metaData) {
        items.put(placing(e.wish().jobId()), e.projectId(), PLACING);
        String cause = e.wish().jobId().value() + "/" + at.toEpochMilli();
        place(e.projectId(), cause, at, metaData);
        queues.stage(
                Chore.PLACE,
                Chore.ofProject(e.projectId(), null, "late/" + cause, Origins.of(metaData)),
                at.plus(settings.patience()));
    }

    @EventHandler
    void on(UploadPlaced e, @Timestamp Instant at, MetaData metaData) {
        items.forget(List.of(placing(e.wish().jobId())));
        ContentItems.Item item = items.item(e.wish().jobId());
        JobWork work = new JobWork(item.jobId(), item.attempt(), Origins.of(metaData));
        Instant due = e.placement().byOperator() ? e.placement().finalTime() : at;
        queues.stage(JobKind.UPLOAD, work, work.instanceId() + "/" + due.toEpochMilli(), due, item.priority());
    }

    @EventHandler
    void on(ScheduleRun e, @Timestamp Instant at, MetaData metaData) {
        List<JobId> placed = e.changed().stream().map(Placement::jobId).toList();
        items.forget(placed.stream().map(WhenContentHappensStageWork::placing).toList());
        Map<String, String> origin = Origins.of(metaData);
        for (ContentItems.Item item : items.items(placed)) {
            queues.stage(JobKind.UPLOAD, new JobWork(item.jobId(), item.attempt(), origin), at, item.priority());
        }
    }

    @EventHandler
    void on(UploadReleased e) {
        items.forget(List.of(placing(e.jobId())));
    }

    @EventHandler
    void on(ProjectStarted e, @Timestamp Instant at, MetaData metaData) {
        items.put(e.projectId().value(), e.projectId(), RUNS);
        Map<String, String> origin = Origins.of(metaData);
        String when = "/" + at.toEpochMilli();
        queues.stage(
                Chore.SCRAPE, Chore.ofProject(e.projectId(), null, e.projectId().value() + when, origin), at);
        queues.stage(
                Chore.PLACE, Chore.ofProject(e.projectId(), null, e.projectId().value() + when, origin), at);
        for (ClipId clip : items.clips(e.projectId(), WAITS_FOR_EDIT)) {
            queues.stage(Chore.EDIT, Chore.ofClip(clip, null, clip.value() + when, origin), at);
        }
        for (ClipId clip : items.clips(e.projectId(), WAITS_FOR_UPLOAD)) {
            queues.stage(Chore.UPLOAD, Chore.ofClip(clip, null, clip.value() + when, origin), at);
        }
    }

    @EventHandler
    void on(ProjectStopped e) {
        items.forget(List.of(e.projectId().value()));
    }

    @EventHandler
    void on(ProjectFailed e) {
        items.forget(List.of(e.projectId().value()));
    }

    @EventHandler
    void on(CreatorAdded e, @Timestamp Instant at, MetaData metaData) {
        // Starting a project scrapes the creators that it has by then.
        if (items.runs(e.projectId())) {
            queues.stage(
                    Chore.SCRAPE,
                    Chore.ofProject(e.projectId(), e.creatorId(), e.creatorId().value(), Origins.of(metaData)),
                    at);
        }
    }

    @EventHandler
    void on(ProjectDeleted e, @Timestamp Instant at, MetaData metaData) {
        items.forget(List.of(e.projectId().value()));
        for (ContentItems.Item item : items.open(e.projectId())) {
            queues.stage(Chore.CANCEL, Chore.ofJob(item.jobId(), Origins.of(metaData)), at);
        }
    }

    private void again(JobId job, int attempt, Instant at, MetaData metaData) {
        ContentItems.Item item = items.attempt(job, attempt);
        Map<String, String> origin = Origins.of(metaData);
        if (item.kind() == JobKind.SCHEDULE) {
            queues.stage(Chore.FINISH, Chore.ofJob(job, origin), at);
        } else {
            queues.stage(item.kind(), new JobWork(job, attempt, origin), at, item.priority());
        }
    }

    private void ended(JobId job, Instant at, MetaData metaData) {
        ContentItems.Item item = items.ended(job);
        items.unstop(job);
        queues.remove(Chore.EXPIRE, job.value());
        if (item.kind() == JobKind.SCRAPE && item.creatorId() != null) {
            // At most one in a period for a creator, whatever else was asked for meanwhile.
            long period = Math.max(1, settings.scrapeEvery().toMillis());
            Instant due = Instant.ofEpochMilli((at.toEpochMilli() / period + 1) * period);
            String cause = item.creatorId().value() + "/" + due.toEpochMilli();
            queues.stage(
                    Chore.SCRAPE,
                    Chore.ofProject(item.projectId(), item.creatorId(), cause, Origins.of(metaData)),
                    due);
        }
        place(item.projectId(), job.value() + "/" + at.toEpochMilli(), at, metaData);
    }

    private void place(ProjectId project, String cause, Instant at, MetaData metaData) {
        if (items.isAtRest(project)) {
            queues.stage(Chore.PLACE, Chore.ofProject(project, null, cause, Origins.of(metaData)), at);
        }
    }

    private static String placing(JobId upload) {
        return "placing:" + upload.value();
    }
}
