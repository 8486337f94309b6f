package io.omni.command.work;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A table of db-scheduler's. Tasks are inserted many at once and in the caller's transaction, which the library's own client can't do;
 * everything else about them is left to the library.
 */
public final class WorkTable {
    private static final double MILLIS = 1_000;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final String table;

    /**
     * A table with the columns that db-scheduler asks for.
     *
     * @param processing where the automations' transactions are
     * @param table its name, written into statements as it is
     */
    public WorkTable(DataSource processing, JsonMapper json, String table) {
        this.jdbc = new JdbcTemplate(processing);
        this.json = json;
        this.table = table;
    }

    /**
     * A task that is due.
     *
     * @param name the kind of task
     * @param instance names this one; the same for the same work, so that it lies in the queue at most once
     * @param data what the task carries, written as JSON
     * @param at when it is due
     * @param priority higher comes first, where the table's scheduler looks at it
     */
    public record Due(String name, String instance, Object data, Instant at, int priority) {

        /** A task that is as urgent as any other. */
        public Due(String name, String instance, Object data, Instant at) {
            this(name, instance, data, at, 0);
        }
    }

    /** Puts tasks into the queue; one that is there already stays as it is. */
    public void add(List<Due> tasks) {
        jdbc.batchUpdate(
                "INSERT INTO " + table
                        + " (task_name, task_instance, task_data, execution_time, picked, version, priority)"
                        + " VALUES (?, ?, ?, ?, false, 1, ?) ON CONFLICT (task_name, task_instance) DO NOTHING",
                tasks,
                Math.max(1, tasks.size()),
                (statement, due) -> {
                    statement.setString(1, due.name());
                    statement.setString(2, due.instance());
                    statement.setBytes(3, json.writeValueAsBytes(due.data()));
                    statement.setTimestamp(4, Timestamp.from(due.at()));
                    statement.setInt(5, due.priority());
                });
    }

    /** Those of these tasks that lie in the queue, taken up or not. */
    public List<TaskRow> rows(Collection<TaskKey> keys) {
        return jdbc.query(
                "SELECT task_name, task_instance, execution_time, picked, picked_by, last_heartbeat,"
                        + " extract(epoch FROM now() - last_heartbeat), coalesce(consecutive_failures, 0), last_failure"
                        + " FROM " + table + " WHERE (task_name, task_instance) IN"
                        + " (SELECT * FROM unnest(?::text[], ?::text[]))",
                (row, _) -> new TaskRow(
                        new TaskKey(row.getString(1), row.getString(2)),
                        row.getTimestamp(3).toInstant(),
                        row.getBoolean(4) ? row.getString(5) : null,
                        instant(row.getTimestamp(6)),
                        row.getObject(7) == null ? null : Duration.ofMillis(Math.round(row.getDouble(7) * MILLIS)),
                        row.getInt(8),
                        instant(row.getTimestamp(9))),
                keys.stream().map(TaskKey::name).toArray(String[]::new),
                keys.stream().map(TaskKey::instance).toArray(String[]::new));
    }

    /** How much of what is due comes before a task that is due at this time, and how much is at work, on all nodes. */
    public Load load(Instant dueAt) {
        return jdbc.query(
                        "SELECT count(*) FILTER (WHERE NOT picked AND execution_time < ?), count(*) FILTER (WHERE picked)"
                                + " FROM " + table + " WHERE task_instance <> 'recurring'",
                        (row, _) -> new Load(row.getLong(1), row.getLong(2)),
                        Timestamp.from(dueAt))
                .getFirst();
    }

    /**
     * What lies in the queue beside a task.
     *
     * @param ahead how many tasks that nobody has taken up are due before it
     * @param atWork how many tasks are taken up, on all nodes
     */
    public record Load(long ahead, long atWork) {}

    /** Whether a task of a kind whose name begins like this lies in the queue. */
    public boolean hasAny(String name, String prefix) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM " + table + " WHERE task_name = ? AND starts_with(task_instance, ?) LIMIT 1",
                        name,
                        prefix)
                .isEmpty();
    }

    /** The data of the tasks of a kind that a node holds. */
    public <T> List<T> heldBy(String node, String name, Class<T> type) {
        return jdbc.query(
                "SELECT task_data FROM " + table + " WHERE task_name = ? AND picked AND picked_by = ?",
                (row, _) -> json.readValue(row.getBytes(1), type),
                name,
                node);
    }

    /** Takes a task out of the queue. */
    public void remove(String name, String instance) {
        jdbc.update("DELETE FROM " + table + " WHERE task_name = ? AND task_instance = ?", name, instance);
    }

    /** Gives back what a node holds, for whoever comes first. */
    public int release(String node) {
        return jdbc.update(
                "UPDATE " + table + " SET picked = false, picked_by = NULL, last_heartbeat = NULL,"
                        + " version = version + 1 WHERE picked AND picked_by = ?",
                node);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
