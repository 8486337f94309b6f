package io.omni.api.benchmark;

import io.omni.command.content.UploadClip;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.AnalysisId;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipEditQueued;
import io.omni.events.content.ClipEdited;
import io.omni.events.content.ClipEvent;
import io.omni.events.content.ClipFound;
import io.omni.events.content.ClipId;
import io.omni.events.content.CreatorId;
import io.omni.events.content.EditOperation;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.Post;
import io.omni.events.content.ProjectId;
import io.omni.events.content.RenderedClip;
import io.omni.events.content.StoredFile;
import io.omni.events.content.VideoId;
import io.omni.events.content.VideoScraped;
import io.omni.events.content.mind.Work;
import io.omni.events.content.mind.Zenith;
import io.omni.events.id.Hashes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import tools.jackson.databind.JsonNode;

/** A thousand uploads that wait for their time are given other times at once. */
final class Rescheduling {
    private static final int UPLOADS = 1_000;
    private static final int WARM_UPS = 2;
    private static final int PAGE = 200;
    private static final int APPENDED_AT_ONCE = 300;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Path folder;
    private final Report report;

    Rescheduling(Path folder, Report report) {
        this.folder = folder;
        this.report = report;
    }

    void run() throws Exception {
        // Nobody hands the uploads over.
        Map<String, String> settings = Map.of("OMNI_CONTENT_UPLOADERS", "0");
        try (Product product = Product.start(folder.resolve("rescheduling"), 0, settings, _ -> {})) {
            ContentCaller caller = new ContentCaller(product);
            String project = caller.project("{\"name\":\"Full\",\"daily_quota\":10}");
            CommandDispatcher commands = product.bean(CommandDispatcher.class);
            for (ClipId clip : rendered(product.bean(EventStore.class), new ProjectId(project))) {
                JobId upload = JobId.of(JobKind.UPLOAD, clip.value());
                commands.send(new UploadClip(clip, upload, null, null, null, "benchmark"), Pipelines.CALLER);
            }
            LocalDate today = LocalDate.now(product.bean(Clock.class).withZone(ZoneOffset.UTC));
            awaitFrom(caller, project, today);
            double seconds = 0;
            for (int run = 1; run <= WARM_UPS + 1; run++) {
                long start = System.nanoTime();
                LocalDate day = today.plusDays(run);
                JsonNode answer = caller.post("/" + project + "/schedule", "{\"target_day\":\"" + day + "\"}");
                if (answer.path("updated").asInt() != UPLOADS) {
                    throw new IllegalStateException("not all uploads got other times: " + answer);
                }
                awaitFrom(caller, project, day);
                seconds = (System.nanoTime() - start) / 1e9;
            }
            report.below("1,000 pending uploads get other times, until all are read over HTTP", seconds, "s", 2);
        }
    }

    /** Reads pages until all places lie on a day or later. */
    private static void awaitFrom(ContentCaller caller, String project, LocalDate day) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Instant first = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        while (System.nanoTime() < deadline) {
            int found = 0;
            for (int offset = 0; offset < UPLOADS; offset += PAGE) {
                JsonNode page = caller.get("/" + project + "/schedule?limit=" + PAGE + "&offset=" + offset);
                for (JsonNode place : page.path("items")) {
                    found += Instant.parse(place.path("final_time").asString()).isBefore(first) ? 0 : 1;
                }
            }
            if (found == UPLOADS) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        throw new IllegalStateException("the uploads were not placed in time");
    }

    /** Clips of one video, as they are when they have been rendered; appended past the command side, for nothing has to be rendered here. */
    private static List<ClipId> rendered(EventStore events, ProjectId project) {
        VideoId video = VideoId.of(project, file("video", "mp4").sha256());
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        messages.add(message(
                "content_video",
                video.value(),
                0,
                new VideoScraped(
                        video,
                        project,
                        CreatorId.next(),
                        JobId.next(JobKind.SCRAPE),
                        new Post("post", null, "A post", null, null),
                        file("video", "mp4"),
                        null)));
        List<ClipId> clips = new ArrayList<>();
        for (int number = 1; number <= UPLOADS; number++) {
            Candidate piece = new Candidate(
                    number * 10.0, number * 10.0 + 8, 0.5, List.of("music"), "Some words.", List.of(), Map.of());
            ClipId clip = ClipId.of(video, piece.start(), piece.end());
            JobId edit = JobId.of(JobKind.EDIT, clip.value());
            List<ClipEvent> history = Arrays.asList(
                    new ClipFound(
                            clip,
                            project,
                            video,
                            AnalysisId.of(JobId.of(JobKind.ANALYZE, clip.value())),
                            number,
                            piece),
                    new ClipEditQueued(
                            clip, edit, Zenith.byOperator(Work.EDIT, "benchmark"), List.of(EditOperation.AUTOCUT)),
                    new ClipEdited(
                            clip,
                            edit,
                            new RenderedClip(
                                    file("clip " + number, "mp4"), file("image", "jpg"), 8, 1080, 1920, -14.0, true)));
            for (int i = 0; i < history.size(); i++) {
                messages.add(message("content_clip", clip.value(), i, history.get(i)));
            }
            clips.add(clip);
        }
        for (int from = 0; from < messages.size(); from += APPENDED_AT_ONCE) {
            events.publish(messages.subList(from, Math.min(messages.size(), from + APPENDED_AT_ONCE)));
        }
        return clips;
    }

    private static StoredFile file(String content, String extension) {
        return new StoredFile(
                Hashes.sha256(content), 1_000_000, extension.equals("mp4") ? "video/mp4" : "image/jpeg", extension);
    }

    private static DomainEventMessage<?> message(String type, String aggregate, long sequence, Object event) {
        return new GenericDomainEventMessage<>(
                type,
                aggregate,
                sequence,
                event,
                MetaData.with("actor", "benchmark").and("request_id", "benchmark"));
    }
}
