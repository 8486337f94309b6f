package io.omni.query.content;

import io.omni.events.content.ClipStatus;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobKind;
import io.omni.events.content.ProjectId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lists what belongs to a project, newest first. Every method throws {@link io.omni.query.BadCursor} for a cursor of another list. */
@Service
public class ContentLists {
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};
    private static final Pages.Listing JOBS =
            new Pages.Listing("content-jobs", "content_job_view j", "j.state", "j.created_at", "j.job_id");
    private static final Pages.Listing ANALYSES =
            new Pages.Listing("content-analyses", "content_video_view v", "v.overview", "v.analyzed_at", "v.video_id");
    private static final Pages.Listing CLIPS =
            new Pages.Listing("content-clips", "content_clip_view c", "c.overview", "c.created_at", "c.clip_id");
    private static final Pages.Listing UPLOADS = new Pages.Listing(
            "content-uploads",
            "content_job_view j LEFT JOIN content_place_view p ON p.job_id = j.job_id AND NOT p.released",
            "j.state, p.final_time",
            "j.created_at",
            "j.job_id");
    private static final Pages.Listing PLACES = new Pages.Listing(
            "content-places",
            "content_place_view p LEFT JOIN content_job_view j ON j.job_id = p.job_id",
            "p.clip_id, p.job_id, p.recommended_time, p.final_time, coalesce(j.status, 'QUEUED')",
            "p.final_time",
            "p.job_id");
    private static final Pages.Listing LOGS = new Pages.Listing(
            "content-logs",
            "content_log_view l",
            "l.log_id, l.occurred_at, l.source, l.level, l.worker_type, l.message, l.metadata",
            "l.occurred_at",
            "l.log_id");

    private final JsonMapper json;
    private final Pages pages;

    ContentLists(DataSource dataSource, @Qualifier("eventMapper") JsonMapper json) {
        this.json = json;
        this.pages = new Pages(new JdbcTemplate(dataSource));
    }

    /** Jobs that scrape. */
    public ContentPage<ContentJobState> scrapes(ProjectId project, PageRequest page) {
        Where where = new Where().and("j.project_id = ?", project.value()).and("j.kind = ?", JobKind.SCRAPE.wireName());
        return pages.page(JOBS, where, page, row -> json.readValue(row.getString(1), ContentJobState.class));
    }

    /**
     * Analyses.
     *
     * @param clipStatus only those of whose candidates at least one has this status; null: all
     * @param minScore only those with at least this virality score, 0 to 1; null: all
     */
    public ContentPage<AnalysisItem> analyses(
            ProjectId project, @Nullable ClipStatus clipStatus, @Nullable Double minScore, PageRequest page) {
        Where where = new Where()
                .and("v.project_id = ?", project.value())
                .and("v.analyzed_at IS NOT NULL")
                .andIf("v.virality_score >= ?", minScore)
                .andIf(
                        "EXISTS (SELECT 1 FROM content_clip_view c WHERE c.video_id = v.video_id AND c.status = ?)",
                        clipStatus == null ? null : clipStatus.name());
        return pages.page(ANALYSES, where, page, row -> json.readValue(row.getString(1), AnalysisItem.class));
    }

    /**
     * Clips.
     *
     * @param status only those with this status; null: all
     */
    public ContentPage<ClipItem> clips(ProjectId project, @Nullable ClipStatus status, PageRequest page) {
        Where where = new Where()
                .and("c.project_id = ?", project.value())
                .andIf("c.status = ?", status == null ? null : status.name());
        return pages.page(CLIPS, where, page, row -> json.readValue(row.getString(1), ClipItem.class));
    }

    /** Uploads. */
    public ContentPage<UploadItem> uploads(ProjectId project, PageRequest page) {
        Where where = new Where().and("j.project_id = ?", project.value()).and("j.kind = ?", JobKind.UPLOAD.wireName());
        return pages.page(
                UPLOADS,
                where,
                page,
                row -> new UploadItem(
                        json.readValue(row.getString(1), ContentJobState.class), instant(row.getTimestamp(2))));
    }

    /** Places in the project's calendar, the latest time first. */
    public ContentPage<PlaceItem> places(ProjectId project, PageRequest page) {
        Where where = new Where().and("p.project_id = ?", project.value()).and("NOT p.released");
        return pages.page(
                PLACES,
                where,
                page,
                row -> new PlaceItem(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant(),
                        row.getString(5)));
    }

    /** Lines of the project's log. */
    public ContentPage<LogItem> logs(ProjectId project, LogFilter filter, PageRequest page) {
        Where where = new Where()
                .and("l.project_id = ?", project.value())
                .andIf("l.source = ?", filter.source())
                .andIf("l.level = ?", filter.level())
                .andIf("l.worker_type = ?", filter.workerType())
                .andIf("l.occurred_at >= ?", time(filter.from()))
                .andIf("l.occurred_at < ?", time(filter.to()));
        return pages.page(LOGS, where, page, row -> {
            Map<String, Object> metadata = json.readValue(row.getString(7), METADATA);
            if (row.getString(5) != null) {
                metadata.put("worker_type", row.getString(5));
            }
            return new LogItem(
                    row.getString(1),
                    row.getTimestamp(2).toInstant(),
                    row.getString(3),
                    row.getString(4),
                    row.getString(6),
                    metadata);
        });
    }

    private static @Nullable Object time(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
