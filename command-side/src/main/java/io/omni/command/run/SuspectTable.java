package io.omni.command.run;

import io.omni.command.work.TaskKey;
import io.omni.events.run.RunKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The runs that seem to stand still, as all nodes see them: {@code missing_task}. */
@Component
class SuspectTable {
    private static final double MILLIS = 1_000;

    private final JdbcTemplate jdbc;

    SuspectTable(@Qualifier("processingDataSource") DataSource processing) {
        this.jdbc = new JdbcTemplate(processing);
    }

    /** Keeps a suspicion; one that there is already stays as old as it is. */
    void add(RunKind kind, String runId, TaskKey task, long head) {
        jdbc.update(
                "INSERT INTO missing_task (task_name, task_instance, kind, run_id, first_seen_at, head)"
                        + " VALUES (?, ?, ?, ?, now(), ?) ON CONFLICT (task_name, task_instance) DO NOTHING",
                task.name(),
                task.instance(),
                kind.wireName(),
                runId,
                head);
    }

    /** Drops the suspicions about these tasks. */
    void remove(Collection<TaskKey> tasks) {
        if (!tasks.isEmpty()) {
            jdbc.update(
                    "DELETE FROM missing_task WHERE (task_name, task_instance) IN"
                            + " (SELECT * FROM unnest(?::text[], ?::text[]))",
                    tasks.stream().map(TaskKey::name).toArray(String[]::new),
                    tasks.stream().map(TaskKey::instance).toArray(String[]::new));
        }
    }

    /** The suspicions that are at least this old, oldest first. */
    List<Suspect> olderThan(Duration age, int limit) {
        return jdbc.query(
                "SELECT kind, run_id, task_name, task_instance, first_seen_at, head FROM missing_task"
                        + " WHERE first_seen_at <= now() - make_interval(secs => ?) ORDER BY first_seen_at LIMIT ?",
                (row, _) -> new Suspect(
                        RunKind.of(row.getString(1)),
                        row.getString(2),
                        new TaskKey(row.getString(3), row.getString(4)),
                        row.getTimestamp(5).toInstant(),
                        row.getLong(6)),
                age.toMillis() / MILLIS,
                limit);
    }

    /** Since when a task is seen to be missing; empty when it isn't. */
    Optional<Instant> since(TaskKey task) {
        return jdbc
                .query(
                        "SELECT first_seen_at FROM missing_task WHERE task_name = ? AND task_instance = ?",
                        (row, _) -> row.getTimestamp(1).toInstant(),
                        task.name(),
                        task.instance())
                .stream()
                .findFirst();
    }
}
