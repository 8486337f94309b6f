package io.omni.api.whole;

import io.omni.command.Command;
import io.omni.command.content.AddCreator;
import io.omni.command.content.ContentReader;
import io.omni.command.content.CreateProject;
import io.omni.command.content.QueueScrapes;
import io.omni.command.content.RecordVideo;
import io.omni.command.content.ReportResult;
import io.omni.command.content.StartJob;
import io.omni.command.content.StartProject;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.Analysis;
import io.omni.events.content.AnalyzeResult;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipState;
import io.omni.events.content.ClipStatus;
import io.omni.events.content.CreatorId;
import io.omni.events.content.EditResult;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobResult;
import io.omni.events.content.MediaFacts;
import io.omni.events.content.Placement;
import io.omni.events.content.Post;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectSettings;
import io.omni.events.content.RenderedClip;
import io.omni.events.content.StoredFile;
import io.omni.events.content.VideoId;
import io.omni.events.id.Hashes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays operators and workers of the content pipeline by commands, so that a test decides what a worker finds. */
final class PlayedContent {
    static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Map<String, String> ORIGIN = Map.of("actor", "test");

    private final CommandDispatcher commands;
    private final ContentReader content;

    PlayedContent(RunningOmni omni) {
        this.commands = omni.bean(CommandDispatcher.class);
        this.content = omni.bean(ContentReader.class);
    }

    ContentReader content() {
        return content;
    }

    boolean send(Command command) {
        return commands.send(command, ORIGIN);
    }

    /** A project with one creator, running. */
    ProjectId running(String name, int dailyQuota) {
        ProjectId project = ProjectId.next();
        send(new CreateProject(
                project, name, null, new ProjectSettings(7, dailyQuota, List.of(), Map.of(), List.of()), null));
        send(new AddCreator(project, CreatorId.next(), "folder", "/videos/" + name.replace(' ', '-'), null, null));
        send(new StartProject(project, null));
        return project;
    }

    /** The scrape that the started project queued by itself. */
    JobId scrape(ProjectId project) {
        CreatorId creator =
                content.project(project).orElseThrow().creators().getFirst().creatorId();
        JobId mine = JobId.next(JobKind.SCRAPE);
        send(new QueueScrapes(project, List.of(new QueueScrapes.Wanted(creator, mine)), null, null, false, "test"));
        begin(mine);
        return mine;
    }

    /** A video that a scrape finds; its analysis. */
    JobId found(ProjectId project, JobId scrape, String bytes) {
        CreatorId creator =
                content.project(project).orElseThrow().creators().getFirst().creatorId();
        String hash = Hashes.sha256(bytes);
        Post post = new Post(bytes, null, "Post " + bytes, null, null);
        send(new RecordVideo(
                project, creator, scrape, post, new StoredFile(hash, 1_000, "video/mp4", "mp4"), null, false));
        return JobId.of(JobKind.ANALYZE, VideoId.of(project, hash).value());
    }

    /** Ends an analysis with as many candidates; their clips. */
    List<ClipId> analyzed(ProjectId project, JobId analysis, int candidates) {
        VideoId video = content.job(analysis).orElseThrow().videoId();
        List<Candidate> pieces = new ArrayList<>();
        for (int i = 0; i < candidates; i++) {
            double start = 100.0 * i;
            pieces.add(new Candidate(
                    start,
                    start + 30,
                    0.95,
                    List.of("tag" + i),
                    "sentence number " + i + " speaks of thing " + video + i,
                    List.of(),
                    Map.of("speech_share", 0.9)));
        }
        MediaFacts media =
                new MediaFacts(100.0 * candidates + 60, 1280, 720, 25, "h264", "aac", -20.0, 3, 2, "sidecar");
        begin(analysis);
        done(analysis, new AnalyzeResult(new Analysis(media, 0.9, 0.9, List.of("speech"), pieces, Map.of())));
        return pieces.stream()
                .map(piece -> ClipId.of(video, piece.start(), piece.end()))
                .toList();
    }

    /** Ends the edit that a clip waits for. */
    void edited(ClipId clip) {
        JobId edit = Waiting.until(
                "the edit of " + clip + " is queued", LONGEST, () -> clip(clip).editJob(), job -> job != null);
        begin(edit);
        StoredFile media = new StoredFile(Hashes.sha256("media of " + clip), 1_000_000, "video/mp4", "mp4");
        StoredFile thumbnail = new StoredFile(Hashes.sha256("thumbnail of " + clip), 10_000, "image/jpeg", "jpg");
        done(edit, new EditResult(new RenderedClip(media, thumbnail, 30, 1080, 1920, -14.0, true)));
    }

    void begin(JobId job) {
        send(new StartJob(job, content.job(job).orElseThrow().attempt(), "test-node"));
    }

    void done(JobId job, JobResult result) {
        send(new ReportResult(job, content.job(job).orElseThrow().attempt(), result));
    }

    ClipState clip(ClipId clip) {
        return content.clip(clip).orElseThrow();
    }

    ClipState awaited(ClipId clip, ClipStatus status) {
        return Waiting.until(clip + " is " + status, LONGEST, () -> clip(clip), state -> state.status() == status);
    }

    Placement placed(ProjectId project, ClipId clip) {
        JobId upload =
                Waiting.until("an upload of " + clip, LONGEST, () -> clip(clip).uploadJob(), job -> job != null);
        return Waiting.until(
                        "a place of " + upload,
                        LONGEST,
                        () -> content.calendar(project)
                                .flatMap(calendar -> calendar.entry(upload))
                                .flatMap(entry -> Optional.ofNullable(entry.placement())),
                        Optional::isPresent)
                .orElseThrow();
    }
}
