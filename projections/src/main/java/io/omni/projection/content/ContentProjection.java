package io.omni.projection.content;

import io.omni.events.content.CalendarEvent;
import io.omni.events.content.ClipEvent;
import io.omni.events.content.ClipState;
import io.omni.events.content.ContentJobEvent;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.ProjectEvent;
import io.omni.events.content.ProjectState;
import io.omni.events.content.VideoEvent;
import io.omni.events.content.VideoState;
import io.omni.projection.folding.FoldedRows;
import io.omni.projection.folding.Folding;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/**
 * Keeps what callers see of the content pipeline: projects, videos, clips and jobs as their events add up, the places of the
 * calendars, the log, and each project's mark. It has one segment: marks are shared by all aggregates of a project.
 */
@Component
@ProcessingGroup(ContentProjection.NAME)
public class ContentProjection {
    /** The name of its event processor. */
    public static final String NAME = "content";

    private final ContentNews news;
    private final PlaceTable places;
    private final FoldedRows<ProjectEvent, ProjectState> projects;
    private final FoldedRows<VideoEvent, VideoState> videos;
    private final FoldedRows<ClipEvent, ClipState> clips;
    private final FoldedRows<ContentJobEvent, ContentJobState> jobs;

    ContentProjection(ContentTables tables) {
        this.news = tables.news();
        this.places = tables.places();
        this.projects = new FoldedRows<>(
                NAME + ".projects",
                new Folding<>(event -> event.projectId().value(), ProjectState::evolve, ProjectState::version),
                tables.projects(),
                (event, after, at, position) -> news.add(after.projectId(), at, position, LogLines.of(event, after)));
        this.videos = new FoldedRows<>(
                NAME + ".videos",
                new Folding<>(event -> event.videoId().value(), VideoState::evolve, VideoState::version),
                tables.videos(),
                (event, after, at, position) -> news.add(after.projectId(), at, position, LogLines.of(event)));
        this.clips = new FoldedRows<>(
                NAME + ".clips",
                new Folding<>(event -> event.clipId().value(), ClipState::evolve, ClipState::version),
                tables.clips(),
                (event, after, at, position) -> news.add(after.projectId(), at, position, ClipLines.of(event)));
        this.jobs = new FoldedRows<>(
                NAME + ".jobs",
                new Folding<>(event -> event.jobId().value(), ContentJobState::evolve, ContentJobState::version),
                tables.jobs(),
                (event, after, at, position) -> news.add(after.projectId(), at, position, JobLines.of(event, after)));
    }

    @EventHandler
    void on(ProjectEvent event, @Timestamp Instant at, @SequenceNumber long sequence, TrackingToken token) {
        projects.add(event, at, sequence, position(token));
    }

    @EventHandler
    void on(VideoEvent event, @Timestamp Instant at, @SequenceNumber long sequence, TrackingToken token) {
        videos.add(event, at, sequence, position(token));
    }

    @EventHandler
    void on(ClipEvent event, @Timestamp Instant at, @SequenceNumber long sequence, TrackingToken token) {
        clips.add(event, at, sequence, position(token));
    }

    @EventHandler
    void on(ContentJobEvent event, @Timestamp Instant at, @SequenceNumber long sequence, TrackingToken token) {
        jobs.add(event, at, sequence, position(token));
    }

    /** A place is what its last event says; nothing needs to be folded. */
    @EventHandler
    void on(CalendarEvent event, @Timestamp Instant at, TrackingToken token) {
        long position = position(token);
        places.write(event, position);
        news.add(PlaceTable.projectOf(event), at, position, LogLines.of(event));
    }

    private static long position(TrackingToken token) {
        return token.position()
                .orElseThrow(() -> new IllegalStateException("the event store gives every event a position"));
    }
}
