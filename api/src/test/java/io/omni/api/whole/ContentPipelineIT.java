package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.command.Refusal;
import io.omni.command.content.CancelJob;
import io.omni.command.content.ChangeProject;
import io.omni.command.content.CreateProject;
import io.omni.command.content.DeleteProject;
import io.omni.command.content.EditClip;
import io.omni.command.content.OverrideSchedule;
import io.omni.command.content.RecordVideo;
import io.omni.command.content.ReportFailure;
import io.omni.command.content.RunSchedule;
import io.omni.command.content.Scheduling;
import io.omni.command.content.StartProject;
import io.omni.command.content.StopProject;
import io.omni.command.content.UploadClip;
import io.omni.command.content.work.ContentQueues;
import io.omni.events.content.CalendarState;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipStatus;
import io.omni.events.content.CreatorId;
import io.omni.events.content.EditOperation;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobStatus;
import io.omni.events.content.Placement;
import io.omni.events.content.Post;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectSettings;
import io.omni.events.content.ScheduleResult;
import io.omni.events.content.ScrapeResult;
import io.omni.events.content.StoredFile;
import io.omni.events.content.UploadResult;
import io.omni.events.content.VideoId;
import io.omni.events.content.VideoState;
import io.omni.events.content.mind.Mishap;
import io.omni.events.id.Hashes;
import io.omni.events.pipeline.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The content pipeline's decisions, automations and queues on a real store, with the test in the place of the workers. */
@Timeout(180)
class ContentPipelineIT {
    @TempDir
    static Path temp;

    private static RunningOmni omni;
    private static PlayedContent played;

    @BeforeAll
    static void start() {
        omni = RunningOmni.start(
                temp.resolve("data"),
                Map.of(
                        "OMNI_PROFILE", "production",
                        "OMNI_CONTENT_SCRAPERS", "0",
                        "OMNI_CONTENT_SCRAPE_EVERY", "24h",
                        "OMNI_CONTENT_ANALYZERS", "0",
                        "OMNI_CONTENT_EDITORS", "0",
                        "OMNI_CONTENT_UPLOADERS", "0"));
        played = new PlayedContent(omni);
    }

    @AfterAll
    static void stop() {
        omni.close();
    }

    @Test
    void a_clip_goes_from_stage_to_stage_by_itself() {
        ProjectId project = played.running("by itself", 5);
        JobId scrape = played.scrape(project);
        JobId analysis = played.found(project, scrape, "one");
        played.done(scrape, new ScrapeResult(1, 1, 0, 0));
        // The automation staged the project's own scrape, which nobody does here; it must not hold up the uploads for
        // ever.
        endOwnScrapes(project, scrape);
        List<ClipId> clips = played.analyzed(project, analysis, 2);
        List<ClipId> chosen = clips.stream()
                .filter(clip -> played.clip(clip).judgement().zenith().proceeds())
                .toList();

        assertThat(chosen).isNotEmpty();
        chosen.forEach(played::edited);
        ClipId clip = chosen.getFirst();
        Placement place = played.placed(project, clip);

        JobId upload = place.jobId();
        assertThat(played.clip(clip).chorus()).isNotNull();
        assertThat(played.content().job(upload).orElseThrow().zenith().author()).isEqualTo("omniva");
        Waiting.until(
                "the placed uploads lie in their queue",
                PlayedContent.LONGEST,
                () -> omni.bean(ContentQueues.class).depth(JobKind.UPLOAD).waiting(),
                waiting -> waiting >= chosen.size());
        played.begin(upload);
        assertThat(played.clip(clip).status()).isEqualTo(ClipStatus.UPLOADING);
        assertThat(played.content()
                        .calendar(project)
                        .orElseThrow()
                        .entry(upload)
                        .orElseThrow()
                        .handedOver())
                .isTrue();
        played.done(upload, new UploadResult("file-1", null, true));
        assertThat(played.clip(clip).status()).isEqualTo(ClipStatus.PUBLISHED);
        assertThat(played.clip(clip).platformVideoId()).isEqualTo("file-1");
    }

    @Test
    void the_same_bytes_are_one_video_and_its_second_post_a_duplicate() {
        ProjectId project = played.running("duplicates", 5);
        JobId scrape = played.scrape(project);
        played.found(project, scrape, "same");
        CreatorId creator = played.content()
                .project(project)
                .orElseThrow()
                .creators()
                .getFirst()
                .creatorId();
        String hash = Hashes.sha256("same");
        RecordVideo again = new RecordVideo(
                project,
                creator,
                scrape,
                new Post("another post", null, "again", null, null),
                new StoredFile(hash, 1_000, "video/mp4", "mp4"),
                null,
                false);

        assertThat(played.send(again)).isTrue();

        VideoState video = played.content().video(VideoId.of(project, hash)).orElseThrow();
        assertThat(video.duplicates()).isEqualTo(1);
        assertThat(video.post().postId()).isEqualTo("same");
    }

    @Test
    void of_many_projects_of_one_name_made_at_once_one_is_made() throws Exception {
        List<Throwable> refused = atOnce(
                8,
                () -> played.send(
                        new CreateProject(ProjectId.next(), "The Name", null, ProjectSettings.defaults(), null)));

        assertThat(refused).hasSize(7).allSatisfy(e -> assertThat(code(e)).isEqualTo("PROJECT_EXISTS"));
    }

    @Test
    void a_name_is_free_again_when_its_project_is_deleted_or_renamed() {
        ProjectId first = ProjectId.next();
        played.send(new CreateProject(first, "movable", null, ProjectSettings.defaults(), null));
        played.send(new ChangeProject(first, null, "moved", null, null, null, null, null, null));
        ProjectId second = ProjectId.next();
        played.send(new CreateProject(second, "movable", null, ProjectSettings.defaults(), null));
        played.send(new DeleteProject(first, null));

        assertThat(played.send(new CreateProject(ProjectId.next(), " MOVED ", null, ProjectSettings.defaults(), null)))
                .isTrue();
        assertThatThrownBy(() -> played.send(new StartProject(first, null)))
                .satisfies(e -> assertThat(code(e)).isEqualTo("PROJECT_NOT_FOUND"));
    }

    @Test
    void of_many_edits_of_one_clip_at_once_one_begins() throws Exception {
        ProjectId project = paused("edits at once");
        ClipId clip = clipOf(project, "edits");

        List<Throwable> refused = atOnce(
                6,
                () -> played.send(new EditClip(
                        clip, JobId.next(JobKind.EDIT), List.of(EditOperation.values()), null, false, "test")));

        assertThat(refused).hasSize(5).allSatisfy(e -> assertThat(code(e)).isEqualTo("EDIT_ALREADY_IN_PROGRESS"));
    }

    @Test
    void of_many_uploads_for_one_place_one_gets_it() throws Exception {
        ProjectId project = paused("one place");
        List<ClipId> clips = renderedClips(project, 4);
        Instant time = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MINUTES);
        Iterator<ClipId> next = clips.iterator();
        List<Callable<Boolean>> uploads = new ArrayList<>();
        while (next.hasNext()) {
            ClipId clip = next.next();
            uploads.add(() -> played.send(new UploadClip(clip, JobId.next(JobKind.UPLOAD), null, null, time, "test")));
        }

        List<Throwable> refused = atOnce(uploads);

        assertThat(refused).hasSize(3).allSatisfy(e -> assertThat(code(e)).isEqualTo("SCHEDULE_CONFLICT"));
        ClipId placed = clips.stream()
                .filter(clip -> played.clip(clip).status() == ClipStatus.SCHEDULED)
                .findFirst()
                .orElseThrow();
        JobId upload = played.clip(placed).uploadJob();
        assertThat(code(() ->
                        played.send(new UploadClip(placed, JobId.next(JobKind.UPLOAD), null, null, null, "test"))))
                .isEqualTo("UPLOAD_EXISTS");
        assertThat(code(() -> played.send(
                        new OverrideSchedule(project, upload, Instant.now().minusSeconds(60), "test"))))
                .isEqualTo("INVALID_SCHEDULE");
        played.send(new OverrideSchedule(project, upload, time.plusSeconds(600), "test"));
        assertThat(played.placed(project, placed).finalTime()).isEqualTo(time.plusSeconds(600));
        played.begin(upload);
        assertThat(code(() -> played.send(new OverrideSchedule(project, upload, time, "test"))))
                .isEqualTo("SCHEDULE_CONFLICT");
    }

    @Test
    void an_upload_that_failed_and_waits_says_so_and_its_place_stays() {
        ProjectId project = paused("failing");
        ClipId clip = renderedClips(project, 1).getFirst();
        JobId upload = JobId.next(JobKind.UPLOAD);
        played.send(new UploadClip(clip, upload, null, null, null, "test"));
        played.begin(upload);
        played.send(new ReportFailure(upload, 1, new Problem("QUOTA", "the quota is used up"), Mishap.LIMITED, null));

        assertThat(played.content().job(upload).orElseThrow().status()).isEqualTo(JobStatus.WAITING_RETRY);
        assertThat(code(() -> played.send(new UploadClip(clip, JobId.next(JobKind.UPLOAD), null, null, null, "test"))))
                .isEqualTo("UPLOAD_FAILED");
        played.send(new CancelJob(upload, "test"));
        assertThat(played.clip(clip).status()).isEqualTo(ClipStatus.READY_FOR_UPLOAD);
        assertThat(played.content().calendar(project).orElseThrow().entry(upload))
                .isEmpty();
        assertThat(played.send(new UploadClip(clip, JobId.next(JobKind.UPLOAD), null, null, null, "test")))
                .isTrue();
    }

    @Test
    void a_paused_project_starts_nothing_by_itself_and_goes_on_when_it_is_started() {
        ProjectId project = paused("paused");
        ClipId clip = clipOf(project, "held");
        Waiting.pause(Duration.ofMillis(500));
        assertThat(played.clip(clip).status()).isEqualTo(ClipStatus.READY_FOR_EDIT);

        played.send(new StartProject(project, "go on"));

        assertThat(played.awaited(clip, ClipStatus.EDITING).editJob()).isNotNull();
        assertThat(code(() -> played.send(new StartProject(project, null)))).isEqualTo("ALREADY_RUNNING");
        played.send(new StopProject(project, null));
        assertThat(code(() -> played.send(new StopProject(project, null)))).isEqualTo("ALREADY_STOPPED");
    }

    @Test
    void rescheduling_moves_what_is_not_fixed_and_nothing_else() {
        ProjectId project = paused("rescheduled");
        List<ClipId> clips = renderedClips(project, 3);
        List<JobId> uploads =
                clips.stream().map(_ -> JobId.next(JobKind.UPLOAD)).toList();
        Instant fixed = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.MINUTES);
        played.send(new UploadClip(clips.get(0), uploads.get(0), null, null, fixed, "test"));
        played.send(new UploadClip(clips.get(1), uploads.get(1), null, null, null, "test"));
        played.send(new UploadClip(clips.get(2), uploads.get(2), null, null, null, "test"));
        LocalDate day = LocalDate.ofInstant(fixed, ZoneOffset.UTC).plusDays(2);

        ScheduleResult result = omni.bean(Scheduling.class)
                .run(
                        new RunSchedule(project, JobId.next(JobKind.SCHEDULE), "a campaign", day, "test"),
                        Map.of("actor", "test"));

        assertThat(result).isEqualTo(new ScheduleResult(2, 2));
        CalendarState calendar = played.content().calendar(project).orElseThrow();
        assertThat(calendar.entry(uploads.get(0)).orElseThrow().placement().finalTime())
                .isEqualTo(fixed);
        assertThat(calendar.placements())
                .extracting(Placement::finalTime)
                .doesNotHaveDuplicates()
                .filteredOn(time -> !time.equals(fixed))
                .allSatisfy(time ->
                        assertThat(LocalDate.ofInstant(time, ZoneOffset.UTC)).isAfterOrEqualTo(day));
    }

    private static ProjectId paused(String name) {
        ProjectId project = played.running(name, 5);
        played.send(new StopProject(project, null));
        return project;
    }

    private static ClipId clipOf(ProjectId project, String bytes) {
        JobId analysis = played.found(project, played.scrape(project), bytes);
        return played.analyzed(project, analysis, 1).getFirst();
    }

    private static List<ClipId> renderedClips(ProjectId project, int count) {
        JobId scrape = played.scrape(project);
        List<ClipId> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ClipId clip = played.analyzed(project, played.found(project, scrape, project + "/" + i), 1)
                    .getFirst();
            played.send(
                    new EditClip(clip, JobId.next(JobKind.EDIT), List.of(EditOperation.values()), null, false, "test"));
            played.edited(clip);
            clips.add(clip);
        }
        return clips;
    }

    private static void endOwnScrapes(ProjectId project, JobId mine) {
        ContentItemsProbe.openScrapes(omni, project, mine).forEach(job -> played.send(new CancelJob(job, "test")));
    }

    private static List<Throwable> atOnce(int times, Callable<Boolean> action) throws Exception {
        return atOnce(Collections.nCopies(times, action));
    }

    private static List<Throwable> atOnce(List<Callable<Boolean>> actions) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(actions)) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
        }
        return failures;
    }

    private static String code(Runnable action) {
        try {
            action.run();
        } catch (Refusal refusal) {
            return refusal.code();
        }
        return "no refusal";
    }

    private static String code(Throwable failure) {
        return failure instanceof Refusal refusal ? refusal.code() : failure.toString();
    }
}
