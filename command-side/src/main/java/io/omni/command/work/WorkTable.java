package io.omni.command.work;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A table of db-scheduler's. Tasks are inserted many at once and in the caller's transaction, which the library's own client can't do;
 * everything else about them is left to the library.
 */
public final class WorkTable {
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
}
