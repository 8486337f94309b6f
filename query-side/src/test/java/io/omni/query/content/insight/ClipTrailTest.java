package io.omni.query.content.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.content.AnalysisId;
import io.omni.events.content.CalendarId;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipEditEnded;
import io.omni.events.content.ClipEditQueued;
import io.omni.events.content.ClipFound;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipUploadEnded;
import io.omni.events.content.ClipUploadQueued;
import io.omni.events.content.EditOperation;
import io.omni.events.content.JobCancelled;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobRetried;
import io.omni.events.content.PlacementWish;
import io.omni.events.content.PrivacyStatus;
import io.omni.events.content.ProjectId;
import io.omni.events.content.UploadAwaitsPlace;
import io.omni.events.content.VideoId;
import io.omni.events.content.Wording;
import io.omni.events.content.mind.Work;
import io.omni.events.content.mind.Zenith;
import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lineage of a clip whose jobs were tried again. */
class ClipTrailTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final Problem STOPPED = new Problem("CANCELLED", "it was ended on request");

    private final ProjectId project = ProjectId.next();
    private final VideoId video = VideoId.of(project, "0".repeat(64));
    private final ClipId clip = ClipId.of(video, 0, 30);
    private final JobId edit = JobId.next(JobKind.EDIT);
    private final JobId first = JobId.next(JobKind.UPLOAD);
    private final JobId second = JobId.next(JobKind.UPLOAD);
    private final Map<String, List<RecordedContentEvent>> histories = new HashMap<>();

    @Test
    void a_job_that_was_tried_again_is_one_node_without_an_edge_to_itself() {
        found();
        for (int attempt = 0; attempt < 2; attempt++) {
            record(
                    clip.value(),
                    new ClipEditQueued(clip, edit, Zenith.byOperator(Work.EDIT, "me"), List.of(EditOperation.AUDIO)));
            record(edit.value(), attempt == 0 ? new JobCancelled(edit, "me") : new JobRetried(edit, 2, "me", NOW));
            record(clip.value(), new ClipEditEnded(clip, edit, STOPPED));
        }
        upload(first);
        upload(first);

        ClipTrail trail = trail();

        assertThat(trail.lineage().nodes())
                .extracting(ClipLineage.Node::id)
                .doesNotHaveDuplicates()
                .contains(edit.value(), first.value());
        assertThat(trail.lineage().edges())
                .doesNotHaveDuplicates()
                .noneMatch(edge -> edge.from().equals(edge.to()));
        assertThat(node(trail, edit.value()).steps())
                .extracting(ClipLineage.Step::eventId)
                .hasSize(6)
                .doesNotHaveDuplicates();
        assertThat(trail.jobs()).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void two_uploads_that_got_their_places_from_the_same_calendar_lead_to_one_node() {
        found();
        upload(first);
        upload(second);

        ClipTrail trail = trail();

        String calendar = CalendarId.of(project).value();
        assertThat(trail.lineage().nodes()).extracting(ClipLineage.Node::id).doesNotHaveDuplicates();
        assertThat(trail.lineage().edges())
                .contains(
                        new ClipLineage.Edge(first.value(), calendar), new ClipLineage.Edge(second.value(), calendar));
        assertThat(node(trail, calendar).steps()).hasSize(2);
    }

    private void found() {
        Candidate piece = new Candidate(0, 30, 0.9, List.of("tag"), "Some words.", List.of(), Map.of());
        record(clip.value(), new ClipFound(clip, project, video, AnalysisId.of(JobId.next(JobKind.ANALYZE)), 1, piece));
    }

    private void upload(JobId job) {
        Wording wording = new Wording("A title", "", List.of(), PrivacyStatus.PRIVATE);
        record(clip.value(), new ClipUploadQueued(clip, job, Zenith.byOperator(Work.UPLOAD, "me"), "folder", wording));
        record(
                CalendarId.of(project).value(),
                new UploadAwaitsPlace(
                        CalendarId.of(project), project, new PlacementWish(job, clip, "folder", 0.5, "other", "a")));
        record(clip.value(), new ClipUploadEnded(clip, job, STOPPED));
    }

    private ClipTrail trail() {
        return new ClipTrail(histories.get(clip.value()), aggregate -> histories.getOrDefault(aggregate, List.of()));
    }

    private static ClipLineage.Node node(ClipTrail trail, String id) {
        return trail.lineage().nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void record(String aggregate, Object event) {
        List<RecordedContentEvent> history = histories.computeIfAbsent(aggregate, _ -> new ArrayList<>());
        history.add(new RecordedContentEvent(
                aggregate + "/" + history.size(), event.getClass().getSimpleName(), NOW, "me", null, event));
    }
}
