package io.omni.command.content;

import io.omni.command.Command;
import io.omni.command.Refusal;
import io.omni.command.address.AddressGuard;
import io.omni.command.address.AddressSettings;
import io.omni.command.address.NameResolver;
import io.omni.command.content.mind.UsualMind;
import io.omni.command.service.MutableClock;
import io.omni.events.content.Analysis;
import io.omni.events.content.AnalyzeResult;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipState;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.CreatorId;
import io.omni.events.content.EditOperation;
import io.omni.events.content.EditResult;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobQueued;
import io.omni.events.content.JobResult;
import io.omni.events.content.JobRetried;
import io.omni.events.content.MediaFacts;
import io.omni.events.content.Placement;
import io.omni.events.content.Post;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectSettings;
import io.omni.events.content.RenderedClip;
import io.omni.events.content.StoredFile;
import io.omni.events.content.UploadPlaced;
import io.omni.events.content.VideoId;
import io.omni.events.id.Hashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.caching.NoCache;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The content pipeline's aggregates and handlers on a store in memory, and a project in them; the test is everybody else. */
final class PlayedStore implements AutoCloseable {
    final MutableClock clock = new MutableClock();
    final ProjectId project = ProjectId.next();
    final CreatorId creator = CreatorId.next();
    private final Configuration axon;
    private final ContentReader content;
    private final List<Object> stored = new ArrayList<>();
    private int videos;

    PlayedStore() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("mind", UsualMind.get());
        beans.addBean("snapshots", NoSnapshotTriggerDefinition.INSTANCE);
        beans.addBean("guard", new AddressGuard(AddressSettings.allowing(Set.of(), List.of()), NameResolver.SYSTEM));
        ContentConfiguration configuration = new ContentConfiguration();
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(_ -> new InMemoryEventStorageEngine());
        configuration
                .contentAggregates(
                        NoCache.INSTANCE,
                        beans.getBeanProvider(SnapshotTriggerDefinition.class),
                        beans.getBeanProvider(ContentMind.class),
                        beans.getBeanProvider(AddressGuard.class),
                        clock)
                .configureModule(configurer);
        axon = configurer.start();
        axon.eventStore().subscribe(events -> events.forEach(event -> stored.add(event.getPayload())));
        content = configuration.contentReader(axon, NoCache.INSTANCE);
        send(new CreateProject(
                project, "A project", null, new ProjectSettings(7, 5, List.of(), Map.of(), List.of()), null));
        send(new AddCreator(project, creator, "folder", "videos", null, null));
    }

    @Override
    public void close() {
        axon.shutdown();
    }

    /** Sends a command; whether it changed anything. */
    boolean send(Command command) {
        FutureCallback<Command, Object> callback = new FutureCallback<>();
        axon.commandBus()
                .dispatch(
                        new GenericCommandMessage<>(
                                new GenericMessage<>(command),
                                command.getClass().getName()),
                        callback);
        return Boolean.TRUE.equals(callback.getResult().getPayload());
    }

    /** The code that a command is refused with; empty when it isn't. */
    String refused(Command command) {
        FutureCallback<Command, Object> callback = new FutureCallback<>();
        axon.commandBus()
                .dispatch(
                        new GenericCommandMessage<>(
                                new GenericMessage<>(command),
                                command.getClass().getName()),
                        callback);
        return callback.getResult().isExceptional() && callback.getResult().exceptionResult() instanceof Refusal refusal
                ? refusal.code()
                : "";
    }

    /** A clip that was found in a video of its own. */
    ClipId found() {
        return found(0.95);
    }

    /** One that the analysis is too unsure of for anybody to want it. */
    ClipId foundUnsure() {
        return found(0.01);
    }

    private ClipId found(double confidence) {
        JobId scrape = JobId.next(JobKind.SCRAPE);
        send(new QueueScrapes(project, List.of(new QueueScrapes.Wanted(creator, scrape)), null, null, false, "test"));
        begin(scrape);
        String bytes = "video " + ++videos;
        String hash = Hashes.sha256(bytes);
        send(new RecordVideo(
                project,
                creator,
                scrape,
                new Post(bytes, null, "Post " + bytes, null, null),
                new StoredFile(hash, 1_000, "video/mp4", "mp4"),
                null,
                false));
        VideoId video = VideoId.of(project, hash);
        JobId analysis = JobId.of(JobKind.ANALYZE, video.value());
        begin(analysis);
        Candidate piece = new Candidate(
                0, 30, confidence, List.of("tag"), "A sentence about " + bytes, List.of(), Map.of("speech_share", 0.9));
        MediaFacts media = new MediaFacts(60, 1280, 720, 25, "h264", "aac", -20.0, 3, 2, "sidecar");
        done(analysis, new AnalyzeResult(new Analysis(media, 0.9, 0.9, List.of("speech"), List.of(piece), Map.of())));
        return ClipId.of(video, piece.start(), piece.end());
    }

    /** An edit of a clip that somebody asked for. */
    JobId edit(ClipId clip) {
        JobId edit = JobId.next(JobKind.EDIT);
        send(new EditClip(clip, edit, List.of(EditOperation.values()), null, false, "test"));
        return edit;
    }

    /** A clip that was rendered. */
    ClipId rendered() {
        ClipId clip = found();
        rendered(edit(clip));
        return clip;
    }

    /** Ends an edit with a result. */
    void rendered(JobId edit) {
        begin(edit);
        StoredFile media = new StoredFile(Hashes.sha256("media of " + edit), 1_000_000, "video/mp4", "mp4");
        StoredFile thumbnail = new StoredFile(Hashes.sha256("thumbnail of " + edit), 10_000, "image/jpeg", "jpg");
        done(edit, new EditResult(new RenderedClip(media, thumbnail, 30, 1080, 1920, -14.0, true)));
    }

    void begin(JobId job) {
        send(new StartJob(job, job(job).attempt(), "node"));
    }

    void done(JobId job, JobResult result) {
        send(new ReportResult(job, job(job).attempt(), result));
    }

    ContentJobState job(JobId job) {
        return content.job(job).orElseThrow();
    }

    ClipState clip(ClipId clip) {
        return content.clip(clip).orElseThrow();
    }

    /** The place of an upload; empty when it has none. */
    Optional<Placement> place(JobId upload) {
        return content.calendar(project)
                .flatMap(calendar -> calendar.entry(upload))
                .flatMap(entry -> Optional.ofNullable(entry.placement()));
    }

    /** Which attempt of an upload was the newest whenever it got a place, in the order of the store. */
    List<Integer> attemptsKnownWhenPlaced(JobId upload) {
        List<Integer> known = new ArrayList<>();
        int attempt = 0;
        for (Object event : stored) {
            switch (event) {
                case JobQueued e when e.jobId().equals(upload) -> attempt = 1;
                case JobRetried e when e.jobId().equals(upload) -> attempt = e.attempt();
                case UploadPlaced e when e.wish().jobId().equals(upload) -> known.add(attempt);
                default -> {
                    // Others' history.
                }
            }
        }
        return known;
    }
}
