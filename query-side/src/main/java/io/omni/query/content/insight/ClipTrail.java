package io.omni.query.content.insight;

import io.omni.events.content.CalendarId;
import io.omni.events.content.ClipEditEnded;
import io.omni.events.content.ClipEditQueued;
import io.omni.events.content.ClipEdited;
import io.omni.events.content.ClipFound;
import io.omni.events.content.ClipPublished;
import io.omni.events.content.ClipScheduled;
import io.omni.events.content.ClipUploadDelayed;
import io.omni.events.content.ClipUploadEnded;
import io.omni.events.content.ClipUploadQueued;
import io.omni.events.content.ClipUploading;
import io.omni.events.content.ClipWorded;
import io.omni.events.content.CreatorAdded;
import io.omni.events.content.CreatorId;
import io.omni.events.content.JobId;
import io.omni.events.content.JobStepReached;
import io.omni.events.content.Placement;
import io.omni.events.content.ScheduleRun;
import io.omni.events.content.UploadAwaitsPlace;
import io.omni.events.content.UploadHandedOver;
import io.omni.events.content.UploadPlaced;
import io.omni.events.content.UploadReleased;
import io.omni.events.content.VideoAnalyzed;
import io.omni.events.content.VideoDuplicate;
import io.omni.events.content.VideoScraped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Follows a clip back to its creator and on to its publication, through the histories of all that took part. */
final class ClipTrail {
    private final Function<String, List<RecordedContentEvent>> histories;
    private final List<RecordedContentEvent> clip;
    private final ClipFound found;
    private final List<ClipLineage.Node> nodes = new ArrayList<>();
    private final List<ClipLineage.Edge> edges = new ArrayList<>();
    private final List<RecordedContentEvent> jobs = new ArrayList<>();
    private @Nullable String last;

    /**
     * A trail.
     *
     * @param clip the clip's own history, which isn't empty
     * @param histories reads the history of an aggregate
     */
    ClipTrail(List<RecordedContentEvent> clip, Function<String, List<RecordedContentEvent>> histories) {
        this.clip = clip;
        this.histories = histories;
        this.found = first(clip, ClipFound.class).orElseThrow();
        source();
        chain(ClipLineage.Kind.CLIP, found.clipId().value(), piece(), ownSteps());
        edits();
        uploads();
    }

    ClipLineage lineage() {
        return new ClipLineage(nodes, edges);
    }

    /** Every event of the jobs that worked on the clip: analysis, edits, uploads. */
    List<RecordedContentEvent> jobs() {
        return jobs;
    }

    private void source() {
        List<RecordedContentEvent> video = histories.apply(found.videoId().value());
        Optional<VideoScraped> scraped = first(video, VideoScraped.class);
        scraped.ifPresent(fetched -> {
            List<RecordedContentEvent> project =
                    histories.apply(found.projectId().value());
            chain(
                    ClipLineage.Kind.CREATOR,
                    fetched.creatorId().value(),
                    handle(project, fetched.creatorId()),
                    steps(project, event -> isAbout(event, fetched.creatorId())));
            String url = fetched.post().url();
            chain(
                    ClipLineage.Kind.POST,
                    url == null ? fetched.post().postId() : url,
                    fetched.post().title(),
                    steps(job(fetched.jobId()), ClipTrail::isTelling));
        });
        chain(
                ClipLineage.Kind.VIDEO,
                found.videoId().value(),
                scraped.map(fetched -> "sha256 " + fetched.media().sha256()).orElse(""),
                steps(video, event -> event instanceof VideoScraped || event instanceof VideoDuplicate));
        List<ClipLineage.Step> analysis = new ArrayList<>();
        first(video, VideoAnalyzed.class, event -> event.analysisId().equals(found.analysisId()))
                .ifPresent(analyzed -> analysis.addAll(steps(worked(analyzed.jobId()), ClipTrail::isTelling)));
        analysis.addAll(steps(
                video,
                event -> event instanceof VideoAnalyzed analyzed
                        && analyzed.analysisId().equals(found.analysisId())));
        chain(ClipLineage.Kind.ANALYSIS, found.analysisId().value(), "analysis", analysis);
    }

    private void edits() {
        Set<JobId> known = new HashSet<>();
        for (RecordedContentEvent recorded : clip) {
            // A job that is tried again is queued again.
            if (recorded.event() instanceof ClipEditQueued queued && known.add(queued.jobId())) {
                List<ClipLineage.Step> steps = new ArrayList<>();
                steps.addAll(steps(
                        clip,
                        event -> event instanceof ClipEditQueued again
                                && again.jobId().equals(queued.jobId())));
                steps.addAll(steps(worked(queued.jobId()), ClipTrail::isTelling));
                steps.addAll(steps(clip, event -> isOfEdit(event, queued.jobId())));
                chain(
                        ClipLineage.Kind.EDIT,
                        queued.jobId().value(),
                        queued.operations().toString().toLowerCase(Locale.ROOT),
                        steps);
            }
        }
    }

    private void uploads() {
        List<RecordedContentEvent> calendar =
                histories.apply(CalendarId.of(found.projectId()).value());
        String before = last;
        Set<JobId> known = new HashSet<>();
        for (RecordedContentEvent recorded : clip) {
            if (recorded.event() instanceof ClipUploadQueued queued && known.add(queued.jobId())) {
                last = before;
                List<ClipLineage.Step> steps = new ArrayList<>();
                steps.addAll(steps(
                        clip,
                        event -> event instanceof ClipUploadQueued again
                                && again.jobId().equals(queued.jobId())));
                steps.addAll(steps(worked(queued.jobId()), ClipTrail::isTelling));
                steps.addAll(steps(clip, event -> isOfUpload(event, queued.jobId())));
                chain(ClipLineage.Kind.UPLOAD, queued.jobId().value(), queued.channel(), steps);
                schedule(calendar, queued.jobId());
            }
        }
    }

    private void schedule(List<RecordedContentEvent> calendar, JobId upload) {
        List<RecordedContentEvent> placed = Stream.concat(calendar.stream(), clip.stream())
                .filter(recorded -> isOfPlace(recorded.event(), upload))
                .toList();
        if (placed.isEmpty()) {
            return;
        }
        String run = placed.stream()
                .map(recorded -> recorded.event() instanceof ScheduleRun ran
                        ? ran.jobId().value()
                        : null)
                .filter(Objects::nonNull)
                .reduce((_, latest) -> latest)
                .orElse(CalendarId.of(found.projectId()).value());
        String time = placed.stream()
                .map(recorded -> time(recorded.event(), upload))
                .filter(Objects::nonNull)
                .reduce((_, latest) -> latest)
                .orElse("waits for a place");
        chain(
                ClipLineage.Kind.SCHEDULE,
                run,
                time,
                placed.stream().map(ClipLineage.Step::of).toList());
    }

    private void chain(ClipLineage.Kind kind, String id, String label, List<ClipLineage.Step> steps) {
        // Two uploads may have got their places from one run of the scheduler, or from the calendar itself.
        int known = nodes.stream().map(ClipLineage.Node::id).toList().indexOf(id);
        if (known < 0) {
            nodes.add(new ClipLineage.Node(id, kind, label, steps));
        } else {
            Set<ClipLineage.Step> all = new LinkedHashSet<>(nodes.get(known).steps());
            all.addAll(steps);
            nodes.set(known, new ClipLineage.Node(id, kind, label, new ArrayList<>(all)));
        }
        if (last != null) {
            edges.add(new ClipLineage.Edge(last, id));
        }
        last = id;
    }

    private String piece() {
        return String.format(
                Locale.ROOT,
                "%.1f to %.1f seconds",
                found.candidate().start(),
                found.candidate().end());
    }

    private List<ClipLineage.Step> ownSteps() {
        return steps(clip, event -> switch (event) {
            case ClipEditQueued _, ClipEdited _, ClipEditEnded _, ClipWorded _ -> false;
            case ClipUploadQueued _, ClipScheduled _, ClipUploading _, ClipUploadDelayed _ -> false;
            case ClipUploadEnded _, ClipPublished _ -> false;
            default -> true;
        });
    }

    private List<RecordedContentEvent> job(JobId id) {
        return histories.apply(id.value());
    }

    private List<RecordedContentEvent> worked(JobId id) {
        List<RecordedContentEvent> history = job(id);
        jobs.addAll(history);
        return history;
    }

    /** Progress within a step tells nothing afterwards. */
    private static boolean isTelling(Object event) {
        return !(event instanceof JobStepReached);
    }

    private static boolean isAbout(Object event, CreatorId creator) {
        return event instanceof CreatorAdded added && added.creatorId().equals(creator);
    }

    private static boolean isOfEdit(Object event, JobId edit) {
        return switch (event) {
            case ClipEdited edited -> edited.jobId().equals(edit);
            case ClipEditEnded ended -> ended.jobId().equals(edit);
            case ClipWorded _ -> true;
            default -> false;
        };
    }

    private static boolean isOfUpload(Object event, JobId upload) {
        return switch (event) {
            case ClipUploading uploading -> uploading.jobId().equals(upload);
            case ClipUploadDelayed delayed -> delayed.jobId().equals(upload);
            case ClipUploadEnded ended -> ended.jobId().equals(upload);
            case ClipPublished published -> published.jobId().equals(upload);
            default -> false;
        };
    }

    private static boolean isOfPlace(Object event, JobId upload) {
        return switch (event) {
            case UploadAwaitsPlace awaits -> awaits.wish().jobId().equals(upload);
            case UploadPlaced placed -> placed.wish().jobId().equals(upload);
            case UploadHandedOver handed -> handed.jobId().equals(upload);
            case UploadReleased released -> released.jobId().equals(upload);
            case ScheduleRun run ->
                run.changed().stream().anyMatch(place -> place.jobId().equals(upload));
            case ClipScheduled scheduled -> scheduled.jobId().equals(upload);
            default -> false;
        };
    }

    private static @Nullable String time(Object event, JobId upload) {
        return switch (event) {
            case UploadPlaced placed -> placed.placement().finalTime().toString();
            case ScheduleRun run ->
                run.changed().stream()
                        .filter(place -> place.jobId().equals(upload))
                        .map(Placement::finalTime)
                        .map(Object::toString)
                        .findFirst()
                        .orElse(null);
            case ClipScheduled scheduled -> scheduled.finalTime().toString();
            default -> null;
        };
    }

    private static String handle(List<RecordedContentEvent> project, CreatorId creator) {
        return first(project, CreatorAdded.class, added -> added.creatorId().equals(creator))
                .map(added -> added.platform() + " " + added.handle())
                .orElse("");
    }

    private static List<ClipLineage.Step> steps(List<RecordedContentEvent> history, Predicate<Object> wanted) {
        return history.stream()
                .filter(recorded -> wanted.test(recorded.event()))
                .map(ClipLineage.Step::of)
                .toList();
    }

    private static <E> Optional<E> first(List<RecordedContentEvent> history, Class<E> type) {
        return first(history, type, _ -> true);
    }

    private static <E> Optional<E> first(List<RecordedContentEvent> history, Class<E> type, Predicate<E> wanted) {
        return history.stream()
                .map(RecordedContentEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(wanted)
                .findFirst();
    }
}
