package io.omni.command.content;

import io.omni.events.content.Analysis;
import io.omni.events.content.AnalysisId;
import io.omni.events.content.AnalyzeResult;
import io.omni.events.content.CalendarEntry;
import io.omni.events.content.CalendarEvent;
import io.omni.events.content.CalendarId;
import io.omni.events.content.ClipEditEnded;
import io.omni.events.content.ClipEditQueued;
import io.omni.events.content.ClipEdited;
import io.omni.events.content.ClipEvent;
import io.omni.events.content.ClipFound;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipPublished;
import io.omni.events.content.ClipQuarantined;
import io.omni.events.content.ClipScheduled;
import io.omni.events.content.ClipState;
import io.omni.events.content.ClipUploadDelayed;
import io.omni.events.content.ClipUploadEnded;
import io.omni.events.content.ClipUploadQueued;
import io.omni.events.content.ClipUploading;
import io.omni.events.content.ContentJobEvent;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.CreatorId;
import io.omni.events.content.EditInput;
import io.omni.events.content.EditResult;
import io.omni.events.content.JobAttemptLost;
import io.omni.events.content.JobCancelRequested;
import io.omni.events.content.JobCancelled;
import io.omni.events.content.JobDone;
import io.omni.events.content.JobExpired;
import io.omni.events.content.JobFailed;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobQueued;
import io.omni.events.content.JobResult;
import io.omni.events.content.JobRetried;
import io.omni.events.content.JobStarted;
import io.omni.events.content.JobStepReached;
import io.omni.events.content.JobWaitsToRetry;
import io.omni.events.content.Placement;
import io.omni.events.content.PlacementWish;
import io.omni.events.content.ProjectState;
import io.omni.events.content.RenderedClip;
import io.omni.events.content.ScheduleAbandoned;
import io.omni.events.content.ScheduleResult;
import io.omni.events.content.ScheduleStarted;
import io.omni.events.content.ScrapeResult;
import io.omni.events.content.UploadHandedOver;
import io.omni.events.content.UploadInput;
import io.omni.events.content.UploadReleased;
import io.omni.events.content.UploadResult;
import io.omni.events.content.VideoAnalyzed;
import io.omni.events.content.VideoId;
import io.omni.events.content.VideoState;
import io.omni.events.content.VideoUnusable;
import io.omni.events.content.mind.EclipseAction;
import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.content.mind.Judgement;
import io.omni.events.content.mind.Mishap;
import io.omni.events.pipeline.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/** What follows from a job's events for its video, its clip, its place in the calendar and its creator, in the same append. */
final class JobConsequences {
    private final ContentAggregates all;
    private final Supplier<ContentMind> mind;
    private final Clock clock;

    JobConsequences(ContentAggregates all, Supplier<ContentMind> mind, Clock clock) {
        this.all = all;
        this.mind = mind;
        this.clock = clock;
    }

    /** Applies what follows from an event that is about to be applied to a job. */
    void of(ContentJobState job, ContentJobEvent event) throws Exception {
        switch (event) {
            case JobDone e -> done(job, e.result());
            case JobFailed e -> ended(job, e.problem(), e.eclipse());
            case JobCancelled _ -> ended(job, new Problem("CANCELLED", "it was ended on request"), null);
            case JobExpired _ ->
                ended(job, new Problem("JOB_EXPIRED", "it was not started in time and has expired"), null);
            case JobStarted _ -> started(job);
            case JobWaitsToRetry e -> delayed(job, e);
            case JobRetried e -> retried(job, e.author());
            case JobQueued _, JobStepReached _, JobAttemptLost _, JobCancelRequested _ -> {
                // Nothing but the job changes.
            }
        }
    }

    /** When a job expires unless it has started, where a command asks for that: an upload that has its place waits for that first. */
    Instant deadline(ContentJobState job, JobCommand command) throws Exception {
        boolean asked = command instanceof StartJob || command instanceof ExpireJob;
        if (!asked || job.kind() != JobKind.UPLOAD) {
            return job.expiresAt();
        }
        // The clip is taken before the calendar by everybody, and what follows needs both.
        all.clip(clipId(job));
        return entry(job)
                .map(CalendarEntry::placement)
                .map(place -> place.finalTime().plus(JobDecider.EXPIRY))
                .filter(job.expiresAt()::isBefore)
                .orElse(job.expiresAt());
    }

    private void done(ContentJobState job, JobResult result) throws Exception {
        switch (result) {
            case AnalyzeResult r -> analyzed(job, r.analysis());
            case EditResult r -> edited(job, r.rendered());
            case UploadResult r -> uploaded(job, r);
            case ScrapeResult _, ScheduleResult _ -> {
                // What they brought was recorded piece by piece.
            }
        }
    }

    private void analyzed(ContentJobState job, Analysis analysis) throws Exception {
        VideoId videoId = Objects.requireNonNull(job.videoId());
        AnalysisId analysisId = AnalysisId.of(job.jobId());
        Aggregate<Video> video = all.video(videoId);
        video.execute(v -> v.apply(new VideoAnalyzed(videoId, job.projectId(), analysisId, job.jobId(), analysis)));
        List<ClipId> ids = analysis.candidates().stream()
                .map(piece -> ClipId.of(videoId, piece.start(), piece.end()))
                .toList();
        List<Aggregate<Clip>> clips = new ArrayList<>();
        for (ClipId id : ids) {
            clips.add(all.clips().loadOrCreate(id.value(), () -> new Clip(id)));
        }
        ProjectState project = all.project(job.projectId()).invoke(Project::state);
        List<Judgement> judgements =
                mind.get().judge(new ContentMind.JudgeQuestion(project, video.invoke(Video::state), ids));
        for (int i = 0; i < ids.size(); i++) {
            if (!clips.get(i).invoke(Clip::isFound)) {
                ClipFound found = new ClipFound(
                        ids.get(i),
                        job.projectId(),
                        videoId,
                        analysisId,
                        i + 1,
                        analysis.candidates().get(i));
                List<ClipEvent> events = ClipDecider.found(found, judgements.get(i));
                clips.get(i).execute(c -> c.apply(events));
            }
        }
    }

    private void edited(ContentJobState job, RenderedClip rendered) {
        Aggregate<Clip> clip = clip(job);
        VideoState video = all.video(clip.invoke(Clip::state).videoId()).invoke(Video::state);
        ProjectState project = all.project(job.projectId()).invoke(Project::state);
        ClipState after = ClipState.evolve(
                clip.invoke(Clip::state), new ClipEdited(clipId(job), job.jobId(), rendered), clock.instant());
        ContentMind.UploadAnswer answer = mind.get().word(new ContentMind.UploadQuestion(project, video, after));
        clip.execute(c -> c.apply(ClipDecider.edited(after, job.jobId(), rendered, answer)));
    }

    private void uploaded(ContentJobState job, UploadResult result) throws Exception {
        ClipId clipId = clipId(job);
        Placement place = entry(job).map(CalendarEntry::placement).orElse(null);
        Instant now = clock.instant();
        boolean later =
                !result.published() && place != null && place.finalTime().isAfter(now);
        ClipEvent event = later
                ? new ClipScheduled(
                        clipId,
                        job.jobId(),
                        place.recommendedTime(),
                        place.finalTime(),
                        place.byOperator(),
                        result.platformVideoId())
                : new ClipPublished(clipId, job.jobId(), result.platformVideoId(), result.url(), now);
        clip(job).execute(c -> c.apply(List.of(event)));
    }

    private void started(ContentJobState job) throws Exception {
        if (job.kind() != JobKind.UPLOAD) {
            return;
        }
        clip(job).execute(c -> c.apply(List.of(new ClipUploading(clipId(job), job.jobId()))));
        Optional<CalendarEntry> entry = entry(job);
        if (entry.isPresent() && !entry.get().handedOver()) {
            calendar(job)
                    .execute(c -> c.apply(List.of(
                            new UploadHandedOver(CalendarId.of(job.projectId()), job.projectId(), job.jobId()))));
        }
    }

    private void delayed(ContentJobState job, JobWaitsToRetry e) {
        if (job.kind() == JobKind.UPLOAD) {
            clip(job)
                    .execute(c -> c.apply(
                            List.of(new ClipUploadDelayed(clipId(job), job.jobId(), e.problem(), e.nextTryAt()))));
        }
    }

    private void ended(ContentJobState job, Problem problem, @Nullable EclipseDecision eclipse) throws Exception {
        switch (job.kind()) {
            case SCRAPE -> {
                CreatorId creator = job.creatorId();
                boolean forGood = eclipse != null && eclipse.input().mishap() == Mishap.PERMANENT;
                if (creator != null && forGood) {
                    all.project(job.projectId())
                            .execute(p -> p.pauseUnlessGone(new PauseCreator(job.projectId(), creator, problem)));
                }
            }
            case ANALYZE -> {
                VideoId video = Objects.requireNonNull(job.videoId());
                all.video(video).execute(v -> v.apply(new VideoUnusable(video, job.projectId(), job.jobId(), problem)));
            }
            case EDIT -> endOnClip(job, problem, eclipse);
            case UPLOAD -> {
                endOnClip(job, problem, eclipse);
                release(job, problem);
            }
            case SCHEDULE -> abandon(job);
        }
    }

    private void endOnClip(ContentJobState job, Problem problem, @Nullable EclipseDecision eclipse) {
        ClipId clipId = clipId(job);
        boolean aside = eclipse != null && eclipse.action() == EclipseAction.QUARANTINE;
        ClipEvent event = aside
                ? new ClipQuarantined(clipId, problem, eclipse)
                : job.kind() == JobKind.EDIT
                        ? new ClipEditEnded(clipId, job.jobId(), problem)
                        : new ClipUploadEnded(clipId, job.jobId(), problem);
        clip(job).execute(c -> c.apply(List.of(event)));
    }

    private void release(ContentJobState job, Problem problem) throws Exception {
        if (entry(job).isPresent()) {
            calendar(job)
                    .execute(c -> c.apply(List.of(new UploadReleased(
                            CalendarId.of(job.projectId()), job.projectId(), job.jobId(), problem.message()))));
        }
    }

    private void abandon(ContentJobState job) throws Exception {
        if (job.jobId()
                .equals(calendar(job).invoke(c -> c.state(job.projectId())).run())) {
            calendar(job)
                    .execute(c -> c.apply(List.of(
                            new ScheduleAbandoned(CalendarId.of(job.projectId()), job.projectId(), job.jobId()))));
        }
    }

    /** A job that is tried again takes its clip up again, unless another job has it. */
    private void retried(ContentJobState job, String author) throws Exception {
        if (job.kind() == JobKind.EDIT && job.input() instanceof EditInput input) {
            ClipState clip = clip(job).invoke(Clip::state);
            ClipDecider.requireFree(clip);
            clip(job)
                    .execute(c -> c.apply(
                            List.of(new ClipEditQueued(clip.clipId(), job.jobId(), job.zenith(), input.operations()))));
        } else if (job.kind() == JobKind.UPLOAD && job.input() instanceof UploadInput input) {
            uploadedAgain(job, input, author);
        } else if (job.kind() == JobKind.SCHEDULE) {
            Aggregate<Calendar> calendar = calendar(job);
            ScheduleStarted begun =
                    CalendarDecider.begin(calendar.invoke(c -> c.state(job.projectId())), job.jobId(), clock.instant());
            calendar.execute(c -> c.apply(List.of(begun)));
        }
    }

    private void uploadedAgain(ContentJobState job, UploadInput input, String author) throws Exception {
        ClipState clip = clip(job).invoke(Clip::state);
        ClipDecider.requireFree(clip);
        VideoState video = all.video(clip.videoId()).invoke(Video::state);
        Aggregate<Calendar> calendar = calendar(job);
        ProjectState project = all.present(job.projectId());
        PlacementWish wish = mind.get().wish(project, video, clip, job.jobId(), input.channel());
        // A time that a clip waited for and that did not come to its end is one that an operator chose.
        Instant before = job.jobId().equals(clip.uploadJob()) ? clip.finalTime() : null;
        List<CalendarEvent> places = new UploadPlaces(
                        calendar.invoke(c -> c.state(job.projectId())), project, wish, clock.instant())
                .again(author, before, mind.get());
        List<ClipEvent> changes = new ArrayList<>();
        changes.add(new ClipUploadQueued(clip.clipId(), job.jobId(), job.zenith(), input.channel(), input.wording()));
        changes.addAll(UploadPlaces.scheduled(places));
        clip(job).execute(c -> c.apply(changes));
        calendar.execute(c -> c.apply(places));
    }

    private Optional<CalendarEntry> entry(ContentJobState job) throws Exception {
        return calendar(job).invoke(c -> c.state(job.projectId())).entry(job.jobId());
    }

    private Aggregate<Calendar> calendar(ContentJobState job) throws Exception {
        return all.calendar(job.projectId());
    }

    private Aggregate<Clip> clip(ContentJobState job) {
        return all.clip(clipId(job));
    }

    private static ClipId clipId(ContentJobState job) {
        return Objects.requireNonNull(job.clipId(), "edits and uploads are about a clip");
    }
}
