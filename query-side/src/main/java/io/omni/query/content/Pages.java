package io.omni.query.content;

import io.omni.query.Counts;
import io.omni.query.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads parts of lists that are ordered by a time and an id, newest first, both by offset and by cursor. */
final class Pages {
    private final JdbcTemplate jdbc;

    Pages(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A list that there is.
     *
     * @param name its name in cursors
     * @param from the table, or several joined
     * @param columns what a row is read from
     * @param time the column of the time that it is ordered by
     * @param id the column of the id that tells rows of the same time apart
     */
    record Listing(String name, String from, String columns, String time, String id) {}

    /** Reads a row; the time and the id lie behind the listing's own columns. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Reads a part of a list.
     *
     * @throws io.omni.query.BadCursor when the cursor is none of this list
     */
    <T> ContentPage<T> page(Listing list, Where where, PageRequest wanted, Reading<T> reading) {
        List<Object> arguments = new ArrayList<>(where.arguments());
        StringBuilder sql = new StringBuilder("SELECT ")
                .append(list.columns())
                .append(", ")
                .append(list.time())
                .append(" AS listed_at, ")
                .append(list.id())
                .append(" AS listed_id FROM ")
                .append(list.from())
                .append(" WHERE ")
                .append(where.conditions());
        if (wanted.after() != null) {
            Cursor after = Cursor.read(list.name(), 2, wanted.after());
            sql.append(" AND (")
                    .append(list.time())
                    .append(", ")
                    .append(list.id())
                    .append(") < (?, ?)");
            arguments.add(after.instant(0).atOffset(ZoneOffset.UTC));
            arguments.add(after.text(1));
        }
        sql.append(" ORDER BY ")
                .append(list.time())
                .append(" DESC, ")
                .append(list.id())
                .append(" DESC LIMIT ? OFFSET ?");
        arguments.add(wanted.limit() + 1);
        arguments.add(wanted.offset());
        List<Listed<T>> found = jdbc.query(
                sql.toString(),
                (row, _) -> new Listed<>(
                        reading.read(row), row.getTimestamp("listed_at").toInstant(), row.getString("listed_id")),
                arguments.toArray());
        List<Listed<T>> page = found.subList(0, Math.min(wanted.limit(), found.size()));
        String next = found.size() > wanted.limit()
                ? Cursor.write(list.name(), page.getLast().at(), page.getLast().id())
                : null;
        return new ContentPage<>(
                page.stream().map(Listed::item).toList(), wanted.counted() ? count(list, where) : 0, next);
    }

    private long count(Listing list, Where where) {
        return Counts.of(
                jdbc,
                "SELECT count(*) FROM " + list.from() + " WHERE " + where.conditions(),
                where.arguments().toArray());
    }

    private record Listed<T>(T item, Instant at, String id) {}
}
