package io.omni.api.whole;

import io.omni.events.content.AnalysisId;
import io.omni.events.content.CalendarId;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipEditQueued;
import io.omni.events.content.ClipEdited;
import io.omni.events.content.ClipFound;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipJudged;
import io.omni.events.content.ClipQuarantined;
import io.omni.events.content.ClipUploadQueued;
import io.omni.events.content.CreatorId;
import io.omni.events.content.EditOperation;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.Post;
import io.omni.events.content.PrivacyStatus;
import io.omni.events.content.ProjectId;
import io.omni.events.content.RenderedClip;
import io.omni.events.content.ScheduleStarted;
import io.omni.events.content.StoredFile;
import io.omni.events.content.VideoId;
import io.omni.events.content.VideoScraped;
import io.omni.events.content.Wording;
import io.omni.events.content.mind.ClipFacts;
import io.omni.events.content.mind.Goals;
import io.omni.events.content.mind.Mind;
import io.omni.events.content.mind.MindParameters;
import io.omni.events.content.mind.VideoFacts;
import io.omni.events.content.mind.Work;
import io.omni.events.content.mind.Zenith;
import io.omni.events.content.mind.ZenithDecision;
import io.omni.events.id.Hashes;
import io.omni.events.pipeline.Problem;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;

/** What happened to videos and clips, appended past the command side: nothing needs to be downloaded, measured or rendered for it. */
final class ContentHistory {
    private static final String VIDEO = "content_video";
    private static final String CLIP = "content_clip";

    private final EventStore events;
    private final ProjectId project;
    private final VideoId video;
    private int clips;

    ContentHistory(RunningOmni omni, String projectId) {
        this.events = omni.bean(EventStore.class);
        this.project = new ProjectId(projectId);
        StoredFile media = file("a video of " + projectId, "mp4");
        this.video = VideoId.of(project, media.sha256());
        append(
                VIDEO,
                video.value(),
                new VideoScraped(
                        video,
                        project,
                        CreatorId.next(),
                        JobId.next(JobKind.SCRAPE),
                        new Post("post-1", null, "A post", null, null),
                        media,
                        null));
    }

    /** A clip that was found and not judged. */
    ClipId candidate() {
        int number = ++clips;
        Candidate piece = new Candidate(
                number * 10.0, number * 10.0 + 8, 0.5, List.of("music"), "Some words.", List.of(), Map.of());
        ClipId clip = ClipId.of(video, piece.start(), piece.end());
        append(
                CLIP,
                clip.value(),
                new ClipFound(
                        clip, project, video, AnalysisId.of(JobId.of(JobKind.ANALYZE, clip.value())), number, piece));
        return clip;
    }

    /** A clip that the modules have judged. */
    ClipId judged() {
        ClipId clip = candidate();
        ClipFacts facts = new ClipFacts(
                clip.value(),
                clips * 10.0,
                clips * 10.0 + 8,
                0.5,
                List.of("music"),
                "Some words.",
                0.8,
                new VideoFacts(video.value(), Hashes.sha256("a video of " + project), 60, 0.5, 0.5, 1),
                Goals.NONE,
                List.of());
        append(CLIP, clip.value(), new ClipJudged(clip, Mind.judge(facts, MindParameters.DEFAULT)));
        return clip;
    }

    /** A clip with an edit that nobody works on. */
    ClipId editing() {
        ClipId clip = candidate();
        append(
                CLIP,
                clip.value(),
                new ClipEditQueued(clip, edit(clip), operator(Work.EDIT), List.of(EditOperation.AUTOCUT)));
        return clip;
    }

    /** A clip that was rendered to these files. */
    ClipId rendered(StoredFile media, StoredFile thumbnail) {
        ClipId clip = editing();
        append(
                CLIP,
                clip.value(),
                new ClipEdited(clip, edit(clip), new RenderedClip(media, thumbnail, 8, 1080, 1920, -14.0, true)));
        return clip;
    }

    /** A clip that was rendered to files that aren't kept any more. */
    ClipId rendered() {
        return rendered(file("a film", "mp4"), file("a picture", "jpg"));
    }

    /** A rendered clip that was set aside because its upload failed for good. */
    ClipId failed() {
        ClipId clip = rendered();
        append(
                CLIP,
                clip.value(),
                new ClipUploadQueued(
                        clip,
                        JobId.of(JobKind.UPLOAD, clip.value()),
                        operator(Work.UPLOAD),
                        "folder",
                        new Wording("A title", "", List.of(), PrivacyStatus.PRIVATE)));
        append(
                CLIP,
                clip.value(),
                new ClipQuarantined(clip, new Problem("TARGET_REFUSED", "the target doesn't want it"), null));
        return clip;
    }

    /** A run of the scheduler that does not end. */
    void schedulerAtWork() {
        CalendarId calendar = CalendarId.of(project);
        append(
                "content_calendar",
                calendar.value(),
                new ScheduleStarted(calendar, project, JobId.next(JobKind.SCHEDULE)));
    }

    static StoredFile file(String content, String extension) {
        return new StoredFile(
                Hashes.sha256(content),
                content.length(),
                extension.equals("mp4") ? "video/mp4" : "image/jpeg",
                extension);
    }

    private static JobId edit(ClipId clip) {
        return JobId.of(JobKind.EDIT, clip.value());
    }

    private static ZenithDecision operator(Work work) {
        return Zenith.byOperator(work, "test");
    }

    private void append(String type, String aggregate, Object event) {
        long sequence =
                events.lastSequenceNumberFor(aggregate).map(last -> last + 1).orElse(0L);
        events.publish(new GenericDomainEventMessage<>(
                type, aggregate, sequence, event, MetaData.with("actor", "test").and("request_id", "history")));
    }
}
