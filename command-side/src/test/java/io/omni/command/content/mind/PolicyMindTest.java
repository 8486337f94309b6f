package io.omni.command.content.mind;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.content.ContentMind;
import io.omni.events.content.Analysis;
import io.omni.events.content.AnalysisId;
import io.omni.events.content.CalendarEntry;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipFound;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipJudged;
import io.omni.events.content.ClipState;
import io.omni.events.content.CreatorAdded;
import io.omni.events.content.CreatorId;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.MediaFacts;
import io.omni.events.content.Placement;
import io.omni.events.content.PlacementWish;
import io.omni.events.content.Post;
import io.omni.events.content.ProjectCreated;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectSettings;
import io.omni.events.content.ProjectStarted;
import io.omni.events.content.ProjectState;
import io.omni.events.content.StoredFile;
import io.omni.events.content.VideoAnalyzed;
import io.omni.events.content.VideoId;
import io.omni.events.content.VideoScraped;
import io.omni.events.content.VideoState;
import io.omni.events.content.mind.Judgement;
import io.omni.events.content.mind.ParadoxAction;
import io.omni.events.content.mind.PlacingParameters;
import io.omni.events.content.mind.Work;
import io.omni.events.content.mind.ZenithVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyMindTest {
    private static final Instant NOW = Instant.parse("2025-05-07T15:00:30Z");
    private static final Instant POSTED = Instant.parse("2025-05-05T03:00:00Z");
    private static final ProjectId PROJECT = new ProjectId("proj_1");
    private static final CreatorId CREATOR = new CreatorId("cr_1");
    private static final StoredFile MEDIA = new StoredFile("ab".repeat(32), 1000, "video/mp4", "mp4");
    private static final VideoId VIDEO = VideoId.of(PROJECT, MEDIA.sha256());
    private static final JobId JOB = JobId.of(JobKind.ANALYZE, "test");

    private final ContentMind mind = new PolicyMind(PlacingParameters.DEFAULT);

    @Test
    void all_candidates_of_a_video_are_judged_against_each_other() {
        List<Judgement> judgements = mind.judge(new ContentMind.JudgeQuestion(
                running(), analyzed(candidate(0, 30, 0.9), candidate(10, 40, 0.8)), ids(2)));

        assertThat(judgements)
                .extracting(judgement -> judgement.zenith().verdict())
                .containsExactly(ZenithVerdict.PROCEED, ZenithVerdict.REJECT);
        assertThat(judgements.get(0).facts().video().ageDays()).isEqualTo(2);
        assertThat(judgements.get(0).facts().speechShare()).isEqualTo(0.75);
        assertThat(judgements.get(0).horizon().category()).isEqualTo("space");
    }

    @Test
    void nothing_starts_by_itself_in_a_project_that_is_not_running() {
        assertThat(mind.permit(running(), Work.SCRAPE).proceeds()).isTrue();
        assertThat(mind.permit(paused(), Work.SCRAPE).reason()).isEqualTo("the project is paused");
    }

    @Test
    void the_same_bytes_again_are_a_duplicate_of_the_first() {
        assertThat(mind.duplicate(analyzed(candidate(0, 30, 0.9)), post(), CREATOR))
                .satisfies(finding -> assertThat(finding.action()).isEqualTo(ParadoxAction.BLOCK))
                .satisfies(finding ->
                        assertThat(finding.conflicts().getFirst().with()).isEqualTo(VIDEO.value()));
    }

    @Test
    void uploads_are_placed_alike_in_whatever_order_they_come_and_beside_what_is_fixed() {
        List<PlacementWish> wishes = new ArrayList<>(
                IntStream.range(0, 8).mapToObj(i -> wish("up_" + i, i / 10.0)).toList());
        Instant taken = Instant.parse("2025-05-07T15:01:00Z");
        CalendarEntry fixed = new CalendarEntry(
                wish("up_9", 0.1), new Placement(new JobId("up_9"), clipId(), "folder", taken, taken, true), true);

        ContentMind.PlaceAnswer answer =
                mind.place(new ContentMind.PlaceQuestion(running(), wishes, List.of(fixed), NOW, null));
        Collections.reverse(wishes);

        assertThat(mind.place(new ContentMind.PlaceQuestion(running(), wishes, List.of(fixed), NOW, null)))
                .isEqualTo(answer);
        assertThat(answer.places())
                .hasSize(8)
                .noneMatch(place -> place.finalTime().equals(taken));
        assertThat(answer.places().getFirst().jobId()).isEqualTo(new JobId("up_7"));
        assertThat(answer.places().stream().map(Placement::finalTime)).doesNotHaveDuplicates();
    }

    @Test
    void a_folders_path_is_not_told_to_the_world() {
        ClipState clip = judgedClip();

        String description = Facts.wording(
                        new ContentMind.UploadQuestion(running(), analyzed(candidate(0, 30, 0.9)), clip))
                .creator();

        assertThat(description).isEmpty();
    }

    private ClipState judgedClip() {
        Candidate candidate = candidate(0, 30, 0.9);
        Judgement judgement = mind.judge(new ContentMind.JudgeQuestion(running(), analyzed(candidate), ids(1)))
                .getFirst();
        ClipFound found = new ClipFound(clipId(), PROJECT, VIDEO, AnalysisId.of(JOB), 1, candidate);
        return ClipState.evolve(ClipState.evolve(null, found, NOW), new ClipJudged(clipId(), judgement), NOW);
    }

    private static ProjectState paused() {
        ProjectSettings settings =
                new ProjectSettings(7, 5, List.of("rocket"), Map.of("space", 0.7, "food", 0.3), List.of("folder"));
        ProjectState created =
                ProjectState.evolve(null, new ProjectCreated(PROJECT, "Rockets", null, settings, null), NOW);
        return ProjectState.evolve(
                created, new CreatorAdded(PROJECT, CREATOR, "folder", "/home/me/videos", null, null), NOW);
    }

    private static ProjectState running() {
        return ProjectState.evolve(paused(), new ProjectStarted(PROJECT, null), NOW);
    }

    private static VideoState analyzed(Candidate... candidates) {
        VideoState scraped =
                VideoState.evolve(null, new VideoScraped(VIDEO, PROJECT, CREATOR, JOB, post(), MEDIA, null), NOW);
        MediaFacts facts = new MediaFacts(300, 1280, 720, 25, "h264", "aac", -16.0, 3, 4, "sidecar");
        Analysis analysis = new Analysis(facts, 0.8, 0.7, List.of("rocket"), List.of(candidates), Map.of());
        return VideoState.evolve(scraped, new VideoAnalyzed(VIDEO, PROJECT, AnalysisId.of(JOB), JOB, analysis), NOW);
    }

    private static Post post() {
        return new Post("talk.mp4", null, "talk", null, POSTED);
    }

    private static Candidate candidate(double start, double end, double confidence) {
        return new Candidate(
                start,
                end,
                confidence,
                List.of("space"),
                "Today we launch a rocket at " + start,
                List.of(),
                Map.of("speech_share", 0.75));
    }

    private static PlacementWish wish(String upload, double priority) {
        return new PlacementWish(new JobId(upload), clipId(), "folder", priority, "space", upload);
    }

    private static ClipId clipId() {
        return ClipId.of(VIDEO, 0, 30);
    }

    private static List<ClipId> ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ClipId.of(VIDEO, i, i + 30.0))
                .toList();
    }
}
