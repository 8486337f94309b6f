package io.omni.command.content;

import io.omni.events.content.AnalyzeInput;
import io.omni.events.content.CalendarEvent;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipEditQueued;
import io.omni.events.content.ClipEvent;
import io.omni.events.content.ClipPublished;
import io.omni.events.content.ClipState;
import io.omni.events.content.ClipStatus;
import io.omni.events.content.ClipUploadQueued;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.EditInput;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobQueued;
import io.omni.events.content.PlacementWish;
import io.omni.events.content.PrivacyStatus;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ProjectStatus;
import io.omni.events.content.RenderedClip;
import io.omni.events.content.UploadInput;
import io.omni.events.content.UploadResult;
import io.omni.events.content.VideoDuplicate;
import io.omni.events.content.VideoId;
import io.omni.events.content.VideoScraped;
import io.omni.events.content.VideoState;
import io.omni.events.content.Wording;
import io.omni.events.content.mind.ChorusWording;
import io.omni.events.content.mind.Judgement;
import io.omni.events.content.mind.LatticePriority;
import io.omni.events.content.mind.Rule;
import io.omni.events.content.mind.Work;
import io.omni.events.content.mind.Zenith;
import io.omni.events.content.mind.ZenithDecision;
import io.omni.events.content.mind.ZenithVerdict;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/** Handles the commands on videos and clips. A clip, the job that works on it and its place in the calendar change in one append. */
class ClipCommandHandler {
    private final ContentAggregates all;
    private final Supplier<ContentMind> mind;
    private final Clock clock;

    ClipCommandHandler(ContentAggregates all, Supplier<ContentMind> mind, Clock clock) {
        this.all = all;
        this.mind = mind;
        this.clock = clock;
    }

    @CommandHandler
    boolean handle(RecordVideo command) throws Exception {
        VideoId id = command.videoId();
        ZenithDecision scrape =
                all.job(command.jobId()).invoke(ContentJob::state).zenith();
        Aggregate<Video> video = all.videos().loadOrCreate(id.value(), () -> new Video(id));
        boolean known = video.invoke(Video::isKnown);
        if (known) {
            VideoState state = video.invoke(Video::state);
            if (isTheSame(state, command)) {
                return false;
            }
            video.execute(v -> v.apply(new VideoDuplicate(
                    id,
                    command.projectId(),
                    command.creatorId(),
                    command.jobId(),
                    command.post(),
                    mind.get().duplicate(state, command.post(), command.creatorId()))));
        } else {
            video.execute(v -> v.apply(new VideoScraped(
                    id,
                    command.projectId(),
                    command.creatorId(),
                    command.jobId(),
                    command.post(),
                    command.media(),
                    command.subtitles())));
        }
        if (!known || command.force()) {
            all.queue(analysis(video.invoke(Video::state), command, scrape, known));
        }
        return true;
    }

    /** Handed in again by a scrape that is repeated. */
    private static boolean isTheSame(VideoState state, RecordVideo command) {
        return !command.force()
                && state.creatorId().equals(command.creatorId())
                && state.post().postId().equals(command.post().postId());
    }

    private JobQueued analysis(VideoState video, RecordVideo command, ZenithDecision scrape, boolean again) {
        ProjectState project = all.present(command.projectId());
        Instant now = clock.instant();
        String cause = again
                ? video.videoId().value() + "\n" + command.jobId().value()
                : video.videoId().value();
        return new JobQueued(
                JobId.of(JobKind.ANALYZE, cause),
                JobKind.ANALYZE,
                project.projectId(),
                video.creatorId(),
                video.videoId(),
                null,
                mind.get()
                        .priority(new ContentMind.PriorityQuestion(
                                project, JobKind.ANALYZE, video.post(), null, null, now)),
                followed(project, scrape),
                new AnalyzeInput(
                        video.media(),
                        video.subtitles(),
                        video.post().title(),
                        video.post().description(),
                        project.settings().keywords()),
                now.plus(JobDecider.EXPIRY));
    }

    /** A video is analyzed when its project runs; else because somebody asked for its scrape, or because that began when it did. */
    private ZenithDecision followed(ProjectState project, ZenithDecision scrape) {
        ZenithDecision permitted = mind.get().permit(project, Work.ANALYZE);
        if (permitted.proceeds()) {
            return permitted;
        }
        return scrape.author().equals(ZenithDecision.ENGINE)
                ? Zenith.permit(
                        Work.ANALYZE,
                        List.of(new Rule(
                                "scrape_was_permitted",
                                true,
                                1,
                                1,
                                ZenithVerdict.REJECT,
                                "its scrape was permitted before the project was stopped")))
                : Zenith.byOperator(Work.ANALYZE, scrape.author());
    }

    @CommandHandler
    boolean handle(EditClip command) throws Exception {
        Aggregate<Clip> clip = all.clip(command.clipId());
        ClipState state = clip.invoke(Clip::state);
        if (!ClipDecider.mayEdit(state, command)) {
            return false;
        }
        VideoState video = all.video(state.videoId()).invoke(Video::state);
        ProjectState project = all.present(state.projectId());
        boolean engine = command.author().equals(ZenithDecision.ENGINE);
        Judgement judgement = state.judgement();
        if (engine && (project.status() != ProjectStatus.RUNNING || judgement == null)) {
            return false;
        }
        ZenithDecision zenith =
                engine && judgement != null ? judgement.zenith() : Zenith.byOperator(Work.EDIT, command.author());
        Instant now = clock.instant();
        clip.execute(c ->
                c.apply(List.of(new ClipEditQueued(state.clipId(), command.jobId(), zenith, command.operations()))));
        Candidate piece = state.candidate();
        return all.queue(new JobQueued(
                command.jobId(),
                JobKind.EDIT,
                state.projectId(),
                video.creatorId(),
                state.videoId(),
                state.clipId(),
                priority(project, JobKind.EDIT, video, state, command.priority(), now),
                zenith,
                new EditInput(
                        video.media(),
                        piece.start(),
                        piece.end(),
                        piece.cues(),
                        command.operations(),
                        command.gpuRequired()),
                now.plus(JobDecider.EXPIRY)));
    }

    @CommandHandler
    boolean handle(UploadClip command) throws Exception {
        Aggregate<Clip> clip = all.clip(command.clipId());
        ClipState state = clip.invoke(Clip::state);
        Instant now = clock.instant();
        RenderedClip rendered = state.rendered();
        if (!ClipDecider.mayUpload(state, command, now) || rendered == null) {
            return false;
        }
        VideoState video = all.video(state.videoId()).invoke(Video::state);
        Aggregate<Calendar> calendar = all.calendar(state.projectId());
        ProjectState project = all.present(state.projectId());
        boolean engine = command.author().equals(ZenithDecision.ENGINE);
        ZenithDecision decided = state.uploadDecision();
        if (engine && (project.status() != ProjectStatus.RUNNING || decided == null)) {
            return false;
        }
        ZenithDecision zenith = engine && decided != null ? decided : Zenith.byOperator(Work.UPLOAD, command.author());
        String channel = project.settings().channel();
        Wording wording = command.wording() == null ? wordingOf(state, privacy(command)) : command.wording();
        PlacementWish wish = mind.get().wish(project, video, state, command.jobId(), channel);
        List<CalendarEvent> places = new UploadPlaces(
                        calendar.invoke(c -> c.state(state.projectId())), project, wish, now)
                .asked(command.author(), command.scheduledTime(), mind.get());
        List<ClipEvent> changes = new ArrayList<>();
        changes.add(new ClipUploadQueued(state.clipId(), command.jobId(), zenith, channel, wording));
        changes.addAll(UploadPlaces.scheduled(places));
        clip.execute(c -> c.apply(changes));
        boolean queued = all.queue(new JobQueued(
                command.jobId(),
                JobKind.UPLOAD,
                state.projectId(),
                video.creatorId(),
                state.videoId(),
                state.clipId(),
                priority(project, JobKind.UPLOAD, video, state, null, now),
                zenith,
                new UploadInput(rendered.media(), rendered.thumbnail(), channel, wording),
                now.plus(JobDecider.EXPIRY)));
        // After the job, because the place is what puts it into its queue.
        calendar.execute(c -> c.apply(places));
        return queued;
    }

    @CommandHandler
    boolean handle(ConfirmPublished command) {
        ContentJobState job = all.job(command.jobId()).invoke(ContentJob::state);
        Aggregate<Clip> clip = all.clip(command.clipId());
        ClipState state = clip.invoke(Clip::state);
        String known = state.platformVideoId();
        if (state.status() != ClipStatus.SCHEDULED
                || known == null
                || !command.jobId().equals(state.uploadJob())) {
            return false;
        }
        // Only the job knows where the target said that it will be seen.
        String url = job.result() instanceof UploadResult result ? result.url() : state.publishedUrl();
        clip.execute(
                c -> c.apply(List.of(new ClipPublished(state.clipId(), command.jobId(), known, url, clock.instant()))));
        return true;
    }

    /** Nothing that somebody asks for is public unless they say so. */
    private static PrivacyStatus privacy(UploadClip command) {
        PrivacyStatus said = command.privacyStatus();
        PrivacyStatus usual =
                command.author().equals(ZenithDecision.ENGINE) ? PrivacyStatus.PUBLIC : PrivacyStatus.PRIVATE;
        return said == null ? usual : said;
    }

    private static Wording wordingOf(ClipState clip, PrivacyStatus privacy) {
        ChorusWording chorus = clip.chorus();
        return chorus == null
                ? new Wording("Clip " + clip.number(), "", List.of(), privacy)
                : new Wording(chorus.title(), chorus.description(), chorus.tags(), privacy);
    }

    private LatticePriority priority(
            ProjectState project,
            JobKind kind,
            VideoState video,
            ClipState clip,
            @Nullable Double wished,
            Instant now) {
        return mind.get().priority(new ContentMind.PriorityQuestion(project, kind, video.post(), clip, wished, now));
    }
}
