package io.omni.query.content;

import io.omni.events.content.CalendarEvent;
import io.omni.events.content.CalendarId;
import io.omni.events.content.CalendarState;
import io.omni.events.content.ClipEvent;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipState;
import io.omni.events.content.ContentJobEvent;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobId;
import io.omni.events.content.ProjectEvent;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ProjectStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers questions about single projects, clips and jobs, which are folded from the event store, so that an id that was given out is
 * never missing; and about projects in general.
 */
@Service
public class ContentQueries {
    private static final String MARKS = "SELECT p.project_id, p.tenant, m.tableoid::bigint, m.position"
            + " FROM content_project_view p JOIN content_mark m ON m.project_id = p.project_id"
            + " WHERE p.project_id = ANY (?) AND NOT p.deleted";
    private static final String READY =
            "'READY_FOR_EDIT', 'EDITING', 'READY_FOR_UPLOAD', 'UPLOADING', 'SCHEDULED'," + " 'PUBLISHED'";
    private static final String STATS = "SELECT (SELECT count(*) FROM content_video_view WHERE project_id = ?),"
            + " (SELECT count(*) FROM content_clip_view WHERE project_id = ?"
            + " AND status NOT IN ('PUBLISHED', 'REJECTED', 'QUARANTINED')),"
            + " (SELECT count(*) FROM content_job_view WHERE project_id = ? AND kind = 'upload'"
            + " AND status NOT IN ('DONE', 'ERROR', 'CANCELLED'))";
    private static final String SCRAPED = "SELECT creator_id, max(completed_at) FROM content_job_view"
            + " WHERE project_id = ? AND kind = 'scrape' AND status = 'DONE' AND creator_id IS NOT NULL"
            + " GROUP BY creator_id";
    private static final Pages.Listing PROJECTS = new Pages.Listing(
            "content-projects",
            "content_project_view p",
            "p.state, (SELECT count(*) FROM content_video_view v WHERE v.project_id = p.project_id),"
                    + " (SELECT count(*) FROM content_clip_view c WHERE c.project_id = p.project_id AND c.status IN ("
                    + READY + "))",
            "p.created_at",
            "p.project_id");

    private final JdbcTemplate jdbc;
    private final EventStore events;
    private final JsonMapper json;
    private final Pages pages;

    ContentQueries(DataSource dataSource, EventStore events, @Qualifier("eventMapper") JsonMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.events = events;
        this.json = json;
        this.pages = new Pages(jdbc);
    }

    /** How far the read model knows these projects; those that it doesn't know (yet), or that are deleted, are left out. */
    public Map<ProjectId, ProjectMark> marks(Collection<ProjectId> ids) {
        Map<ProjectId, ProjectMark> marks = HashMap.newHashMap(ids.size());
        jdbc.query(
                MARKS,
                row -> {
                    ProjectId id = new ProjectId(row.getString(1));
                    marks.put(id, new ProjectMark(id, row.getString(2), row.getLong(3), row.getLong(4)));
                },
                (Object) ids.stream().map(ProjectId::value).distinct().toArray(String[]::new));
        return marks;
    }

    /** A project as it stands, also one that is deleted; empty when there never was one. */
    public Optional<ProjectState> project(ProjectId id) {
        ProjectState state = null;
        DomainEventStream history = events.readEvents(id.value(), 0);
        while (history.hasNext()) {
            DomainEventMessage<?> message = history.next();
            if (message.getPayload() instanceof ProjectEvent event) {
                state = ProjectState.evolve(state, event, message.getTimestamp());
            }
        }
        return Optional.ofNullable(state);
    }

    /** A clip as it stands. */
    public Optional<ClipState> clip(ClipId id) {
        ClipState state = null;
        DomainEventStream history = events.readEvents(id.value(), 0);
        while (history.hasNext()) {
            DomainEventMessage<?> message = history.next();
            if (message.getPayload() instanceof ClipEvent event) {
                state = ClipState.evolve(state, event, message.getTimestamp());
            }
        }
        return Optional.ofNullable(state);
    }

    /** A job as it stands. */
    public Optional<ContentJobState> job(JobId id) {
        ContentJobState state = null;
        DomainEventStream history = events.readEvents(id.value(), 0);
        while (history.hasNext()) {
            DomainEventMessage<?> message = history.next();
            if (message.getPayload() instanceof ContentJobEvent event) {
                state = ContentJobState.evolve(state, event, message.getTimestamp());
            }
        }
        return Optional.ofNullable(state);
    }

    /** A project's calendar as it stands; empty when nothing was ever placed in it. */
    public Optional<CalendarState> calendar(ProjectId project) {
        CalendarState state = null;
        DomainEventStream history = events.readEvents(CalendarId.of(project).value(), 0);
        while (history.hasNext()) {
            DomainEventMessage<?> message = history.next();
            if (message.getPayload() instanceof CalendarEvent event) {
                state = CalendarState.evolve(state, event, message.getTimestamp());
            }
        }
        return Optional.ofNullable(state);
    }

    /** What there is of a project. */
    public ProjectStats stats(ProjectState project) {
        String id = project.projectId().value();
        ProjectStats stats = jdbc.queryForObject(
                STATS,
                (row, _) -> new ProjectStats(project.creators().size(), row.getLong(1), row.getLong(2), row.getLong(3)),
                id,
                id,
                id);
        return stats == null ? new ProjectStats(project.creators().size(), 0, 0, 0) : stats;
    }

    /** When each creator of a project was last scraped with success; who never was is not in it. */
    public Map<String, Instant> lastScraped(ProjectId project) {
        Map<String, Instant> scraped = new HashMap<>();
        jdbc.query(
                SCRAPED,
                row -> {
                    scraped.put(row.getString(1), row.getTimestamp(2).toInstant());
                },
                project.value());
        return scraped;
    }

    /**
     * A part of the projects that there are.
     *
     * @param tenant only this tenant's; null: everybody's
     * @param status only those with this status; null: all
     * @throws io.omni.query.BadCursor when the cursor is none of this list
     */
    public ContentPage<ProjectItem> projects(
            @Nullable String tenant, @Nullable ProjectStatus status, PageRequest page) {
        Where where = new Where()
                .and("NOT p.deleted")
                .andIf("p.tenant = ?", tenant)
                .andIf("p.status = ?", status == null ? null : status.name());
        return pages.page(
                PROJECTS,
                where,
                page,
                row -> new ProjectItem(
                        json.readValue(row.getString(1), ProjectState.class), row.getLong(2), row.getLong(3)));
    }
}
