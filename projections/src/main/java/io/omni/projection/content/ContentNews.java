package io.omni.projection.content;

import io.omni.events.content.ProjectId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the log and moves the marks: what a batch brought for each project, when it is about to commit. A line's id follows from its
 * event's place, so that a line that is there already is not written twice.
 */
@Component
class ContentNews {
    private static final String RESOURCE = ContentNews.class.getName();
    private static final int DIGITS = 36;
    private static final String LINE = "INSERT INTO content_log_view (log_id, project_id, occurred_at, source, level,"
            + " worker_type, message, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (log_id) DO NOTHING";
    private static final String MARK = "INSERT INTO content_mark (project_id, position) VALUES (?, ?)"
            + " ON CONFLICT (project_id) DO UPDATE SET position = excluded.position"
            + " WHERE content_mark.position < excluded.position";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    ContentNews(@Qualifier("processingDataSource") DataSource processing, @Qualifier("eventMapper") JsonMapper json) {
        this.jdbc = new JdbcTemplate(processing);
        this.json = json;
    }

    /**
     * Takes an event of a project into the batch under way.
     *
     * @param line what the log says of it; null: nothing
     */
    void add(ProjectId project, Instant at, long position, @Nullable LogLine line) {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        Batch batch = unitOfWork.getOrComputeResource(RESOURCE, _ -> new Batch());
        if (!batch.due) {
            // Also while the batch is about to commit already: tables that are folded then come with news of their own.
            batch.due = true;
            unitOfWork.onPrepareCommit(_ -> write(batch));
        }
        batch.marks.merge(project.value(), position, Math::max);
        if (line != null) {
            batch.lines.add(new Row(id(position), project.value(), at, line));
        }
    }

    /** Time-ordered, since places among all events are. */
    private static String id(long position) {
        String digits = Long.toString(position, DIGITS);
        return "log_" + "0".repeat(Math.max(0, 13 - digits.length())) + digits;
    }

    private void write(Batch batch) {
        batch.due = false;
        if (!batch.lines.isEmpty()) {
            jdbc.batchUpdate(LINE, batch.lines, batch.lines.size(), (statement, row) -> {
                statement.setString(1, row.id());
                statement.setString(2, row.project());
                statement.setTimestamp(3, Timestamp.from(row.at()));
                statement.setString(4, row.line().source());
                statement.setString(5, row.line().level().name());
                statement.setString(6, row.line().workerType());
                statement.setString(7, row.line().message());
                statement.setString(8, json.writeValueAsString(row.line().metadata()));
            });
        }
        List<Map.Entry<String, Long>> marks = List.copyOf(batch.marks.entrySet());
        jdbc.batchUpdate(MARK, marks, marks.size(), (statement, mark) -> {
            statement.setString(1, mark.getKey());
            statement.setLong(2, mark.getValue());
        });
        batch.lines.clear();
        batch.marks.clear();
    }

    private record Row(String id, String project, Instant at, LogLine line) {}

    private static final class Batch {
        private final List<Row> lines = new ArrayList<>();
        private final Map<String, Long> marks = new TreeMap<>();
        private boolean due;
    }
}
