package io.omni.command.content.work;

import io.omni.events.content.ClipId;
import io.omni.events.content.CreatorId;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobQueued;
import io.omni.events.content.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What of a project is under way or waits ({@code content_item}), and which posts it has met. Written by one automation alone. */
@Component
class ContentItems {
    private final JdbcTemplate jdbc;

    ContentItems(@Qualifier("processingDataSource") DataSource processing) {
        this.jdbc = new JdbcTemplate(processing);
    }

    /**
     * A job that was queued once.
     *
     * @param jobId the job
     * @param projectId its project
     * @param creatorId its creator; null when it has none
     * @param kind its kind
     * @param attempt its newest attempt
     * @param priority of its tasks
     */
    record Item(
            JobId jobId, ProjectId projectId, @Nullable CreatorId creatorId, JobKind kind, int attempt, int priority) {}

    void queued(JobQueued e, int priority) {
        jdbc.update(
                "INSERT INTO content_item (item, project_id, creator_id, stage, kind, attempt, priority)"
                        + " VALUES (?, ?, ?, ?, ?, 1, ?) ON CONFLICT (item) DO NOTHING",
                e.jobId().value(),
                e.projectId().value(),
                e.creatorId() == null ? null : e.creatorId().value(),
                e.kind().wireName(),
                e.kind().wireName(),
                priority);
    }

    /** A job goes on with an attempt. */
    Item attempt(JobId job, int attempt) {
        jdbc.update("UPDATE content_item SET stage = kind, attempt = ? WHERE item = ?", attempt, job.value());
        return item(job);
    }

    Item ended(JobId job) {
        jdbc.update("UPDATE content_item SET stage = 'ended' WHERE item = ?", job.value());
        return item(job);
    }

    Item item(JobId job) {
        return items(List.of(job)).getFirst();
    }

    List<Item> items(List<JobId> jobs) {
        return jdbc.query(
                "SELECT item, project_id, creator_id, kind, attempt, priority FROM content_item"
                        + " WHERE item = ANY (?) ORDER BY item",
                ContentItems::item,
                (Object) jobs.stream().map(JobId::value).toArray(String[]::new));
    }

    /** The jobs of a project that have not ended. */
    List<Item> open(ProjectId project) {
        return jdbc.query(
                "SELECT item, project_id, creator_id, kind, attempt, priority FROM content_item"
                        + " WHERE project_id = ? AND stage = kind ORDER BY item",
                ContentItems::item,
                project.value());
    }

    /** The jobs of a kind that have not ended, in the order of their ids. */
    List<String> open(JobKind kind, String after, int limit) {
        return jdbc.queryForList(
                "SELECT item FROM content_item WHERE kind = ? AND stage = kind AND item > ? ORDER BY item LIMIT ?",
                String.class,
                kind.wireName(),
                after,
                limit);
    }

    /** A clip or an upload is at a stage; it becomes known with that if it was not. */
    void put(String item, ProjectId project, String stage) {
        jdbc.update(
                "INSERT INTO content_item (item, project_id, stage, attempt, priority) VALUES (?, ?, ?, 0, 0)"
                        + " ON CONFLICT (item) DO UPDATE SET stage = excluded.stage",
                item,
                project.value(),
                stage);
    }

    void move(ClipId clip, String stage) {
        jdbc.update("UPDATE content_item SET stage = ? WHERE item = ?", stage, clip.value());
    }

    void forget(List<String> items) {
        jdbc.update("DELETE FROM content_item WHERE item = ANY (?)", (Object) items.toArray(String[]::new));
    }

    /** The clips of a project at a stage. */
    List<ClipId> clips(ProjectId project, String stage) {
        return jdbc.query(
                "SELECT item FROM content_item WHERE project_id = ? AND stage = ? ORDER BY item",
                (row, _) -> new ClipId(row.getString(1)),
                project.value(),
                stage);
    }

    /** Whether a project runs, as of the events that the automation has seen. */
    boolean runs(ProjectId project) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT FROM content_item WHERE item = ?)", Boolean.class, project.value()));
    }

    /** Whether uploads of a project wait for a place, and nothing else of it is still on its way there. */
    boolean isAtRest(ProjectId project) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT count(*) FILTER (WHERE stage = '" + WhenContentHappensStageWork.PLACING + "') > 0"
                        + " AND count(*) FILTER (WHERE stage IN ('scrape', 'analyze', 'edit', '"
                        + WhenContentHappensStageWork.FOUND + "', '"
                        + WhenContentHappensStageWork.WAITS_FOR_EDIT + "', '"
                        + WhenContentHappensStageWork.WAITS_FOR_UPLOAD + "')) = 0"
                        + " FROM content_item WHERE project_id = ? AND stage <> 'ended'",
                Boolean.class,
                project.value()));
    }

    void met(ProjectId project, CreatorId creator, String postId) {
        jdbc.update(
                "INSERT INTO content_post (project_id, creator_id, post_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                project.value(),
                creator.value(),
                postId);
    }

    /** Whether a post of a creator is known; one that nobody knows the creator of any more is taken for everybody's. */
    boolean hasMet(ProjectId project, CreatorId creator, String postId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT FROM content_post WHERE project_id = ? AND post_id = ? AND creator_id IN (?, ''))",
                Boolean.class,
                project.value(),
                postId,
                creator.value()));
    }

    void stop(JobId job) {
        jdbc.update(
                "INSERT INTO content_stop (job_id, requested_at) VALUES (?, now()) ON CONFLICT DO NOTHING",
                job.value());
    }

    void unstop(JobId job) {
        jdbc.update("DELETE FROM content_stop WHERE job_id = ?", job.value());
    }

    List<JobId> toStop(Collection<JobId> among) {
        return jdbc.query(
                "SELECT job_id FROM content_stop WHERE job_id = ANY (?)",
                (row, _) -> new JobId(row.getString(1)),
                (Object) among.stream().map(JobId::value).toArray(String[]::new));
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        String creator = row.getString(3);
        return new Item(
                new JobId(row.getString(1)),
                new ProjectId(row.getString(2)),
                creator == null ? null : new CreatorId(creator),
                JobKind.of(row.getString(4)),
                row.getInt(5),
                row.getInt(6));
    }
}
