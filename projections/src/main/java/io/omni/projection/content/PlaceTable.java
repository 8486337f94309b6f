package io.omni.projection.content;

import io.omni.events.content.CalendarEvent;
import io.omni.events.content.JobId;
import io.omni.events.content.Placement;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ScheduleAbandoned;
import io.omni.events.content.ScheduleRun;
import io.omni.events.content.ScheduleStarted;
import io.omni.events.content.UploadAwaitsPlace;
import io.omni.events.content.UploadHandedOver;
import io.omni.events.content.UploadPlaced;
import io.omni.events.content.UploadReleased;
import java.sql.Timestamp;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes {@code content_place_view}. A place that a later event has written already stays as it is. */
@Component
class PlaceTable {
    private static final String PLACE = "INSERT INTO content_place_view (job_id, project_id, clip_id, channel,"
            + " recommended_time, final_time, by_operator, handed_over, released, position)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, FALSE, FALSE, ?) ON CONFLICT (job_id) DO UPDATE SET"
            + " channel = excluded.channel, recommended_time = excluded.recommended_time,"
            + " final_time = excluded.final_time, by_operator = excluded.by_operator, handed_over = FALSE,"
            + " released = FALSE, position = excluded.position"
            + " WHERE content_place_view.position < excluded.position";
    private static final String HAND_OVER =
            "UPDATE content_place_view SET handed_over = TRUE, position = ? WHERE job_id = ? AND position < ?";
    private static final String RELEASE =
            "UPDATE content_place_view SET released = TRUE, position = ? WHERE job_id = ? AND position < ?";

    private final JdbcTemplate jdbc;

    PlaceTable(@Qualifier("processingDataSource") DataSource processing) {
        this.jdbc = new JdbcTemplate(processing);
    }

    /** Whose calendar it is. */
    static ProjectId projectOf(CalendarEvent event) {
        return switch (event) {
            case UploadAwaitsPlace e -> e.projectId();
            case UploadPlaced e -> e.projectId();
            case UploadHandedOver e -> e.projectId();
            case UploadReleased e -> e.projectId();
            case ScheduleStarted e -> e.projectId();
            case ScheduleRun e -> e.projectId();
            case ScheduleAbandoned e -> e.projectId();
        };
    }

    void write(CalendarEvent event, long position) {
        switch (event) {
            case UploadPlaced e -> place(e.projectId(), List.of(e.placement()), position);
            case ScheduleRun e -> place(e.projectId(), e.changed(), position);
            case UploadHandedOver e -> change(HAND_OVER, e.jobId(), position);
            case UploadReleased e -> change(RELEASE, e.jobId(), position);
            // An upload without a place yet has none to show.
            case UploadAwaitsPlace _, ScheduleStarted _, ScheduleAbandoned _ -> {}
        }
    }

    private void place(ProjectId project, List<Placement> places, long position) {
        jdbc.batchUpdate(PLACE, places, Math.max(1, places.size()), (statement, place) -> {
            statement.setString(1, place.jobId().value());
            statement.setString(2, project.value());
            statement.setString(3, place.clipId().value());
            statement.setString(4, place.channel());
            statement.setTimestamp(5, Timestamp.from(place.recommendedTime()));
            statement.setTimestamp(6, Timestamp.from(place.finalTime()));
            statement.setBoolean(7, place.byOperator());
            statement.setLong(8, position);
        });
    }

    private void change(String statement, JobId job, long position) {
        jdbc.update(statement, position, job.value(), position);
    }
}
