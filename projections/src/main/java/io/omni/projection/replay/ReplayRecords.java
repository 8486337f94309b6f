package io.omni.projection.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes {@code projection_replay}, within the running transaction where there is one. */
@Component
class ReplayRecords {
    private static final int LONGEST_ERROR = 500;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ReplayRecords(@Qualifier("processingDataSource") DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /**
     * Writes down that a replay begins.
     *
     * @return false when one runs
     */
    boolean begin(String projection, String by) {
        return jdbc.update(
                        "INSERT INTO projection_replay (projection, status, position, requested_by, requested_at)"
                                + " VALUES (?, 'running', -1, ?, ?::timestamptz) ON CONFLICT (projection) DO UPDATE SET"
                                + " status = 'running', position = -1, requested_by = excluded.requested_by,"
                                + " requested_at = excluded.requested_at, finished_at = NULL, failures = 0, error = NULL"
                                + " WHERE projection_replay.status <> 'running'",
                        projection,
                        by,
                        now())
                > 0;
    }

    /** The position of a running replay, which this transaction then owns; null when none runs, or another node works on it now. */
    @Nullable
    Long take(String projection) {
        return jdbc
                .queryForList(
                        "SELECT position FROM projection_replay WHERE projection = ? AND status = 'running'"
                                + " FOR UPDATE SKIP LOCKED",
                        Long.class,
                        projection)
                .stream()
                .findFirst()
                .orElse(null);
    }

    void advance(String projection, long position) {
        jdbc.update(
                "UPDATE projection_replay SET position = ?, failures = 0 WHERE projection = ?", position, projection);
    }

    void complete(String projection) {
        jdbc.update(
                "UPDATE projection_replay SET status = 'completed', finished_at = ?::timestamptz, error = NULL"
                        + " WHERE projection = ?",
                now(),
                projection);
    }

    /**
     * Writes a failure down.
     *
     * @param most after how many in a row it is given up
     * @return whether it is given up now
     */
    boolean failed(String projection, String error, int most) {
        List<String> status = jdbc.queryForList(
                "UPDATE projection_replay SET failures = failures + 1, error = ?,"
                        + " status = CASE WHEN failures + 1 >= ? THEN 'failed' ELSE status END,"
                        + " finished_at = CASE WHEN failures + 1 >= ? THEN ?::timestamptz END"
                        + " WHERE projection = ? AND status = 'running' RETURNING status",
                String.class,
                error.substring(0, Math.min(error.length(), LONGEST_ERROR)),
                most,
                most,
                now(),
                projection);
        return status.contains("failed");
    }

    List<String> running() {
        return jdbc.queryForList(
                "SELECT projection FROM projection_replay WHERE status = 'running' ORDER BY requested_at",
                String.class);
    }

    Map<String, ReplayRecord> all() {
        return jdbc
                .query(
                        "SELECT projection, status, position, requested_by, requested_at, finished_at, error"
                                + " FROM projection_replay",
                        (row, _) -> Map.entry(row.getString(1), read(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ReplayRecord read(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject(6, OffsetDateTime.class);
        return new ReplayRecord(
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString(7));
    }

    private String now() {
        return Instant.now(clock).toString();
    }
}
