package io.omni.command.run;

import io.omni.command.work.TaskKey;
import io.omni.command.work.TaskRow;
import io.omni.command.work.WorkTable;
import io.omni.events.run.RunKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks that a run waits for, as they lie in the queue at this moment. */
@Component
public class RunTasks {
    private final Map<RunKind, WatchedRuns> watched = new EnumMap<>(RunKind.class);
    private final SuspectTable suspects;
    private final RunBoard board;

    RunTasks(List<WatchedRuns> runs, SuspectTable suspects, RunBoard board) {
        runs.forEach(kind -> watched.put(kind.kind(), kind));
        this.suspects = suspects;
        this.board = board;
    }

    /**
     * A task that a run waits for.
     *
     * @param key its name
     * @param row how it lies in the queue; null when it doesn't
     * @param load what lies beside it; null unless it is due and nobody has taken it up
     * @param stagedBy the event processor that stages it
     * @param lag how many events that processor is behind; null when it lies in the queue
     * @param missingSince since when the reconciler misses it; null when it doesn't
     */
    public record RunTask(
            TaskKey key,
            @Nullable TaskRow row,
            WorkTable.@Nullable Load load,
            String stagedBy,
            @Nullable Long lag,
            @Nullable Instant missingSince) {}

    /**
     * The tasks of a run.
     *
     * @param now what is due by then is due
     */
    public List<RunTask> of(RunKind kind, String runId, Instant now) {
        WatchedRuns runs = watched.get(kind);
        Set<TaskKey> expected = runs == null ? Set.of() : runs.expected(runId, true);
        if (runs == null || expected.isEmpty()) {
            return List.of();
        }
        Map<TaskKey, TaskRow> rows =
                runs.table().rows(expected).stream().collect(Collectors.toMap(TaskRow::key, Function.identity()));
        List<RunTask> tasks = new ArrayList<>();
        for (TaskKey key : expected) {
            TaskRow row = rows.get(key);
            if (row == null) {
                tasks.add(new RunTask(
                        key,
                        null,
                        null,
                        runs.stagedBy(),
                        lag(runs.stagedBy()),
                        suspects.since(key).orElse(null)));
            } else {
                boolean waits = row.node() == null && !row.dueAt().isAfter(now);
                tasks.add(new RunTask(
                        key, row, waits ? runs.table().load(row.dueAt()) : null, runs.stagedBy(), null, null));
            }
        }
        return tasks;
    }

    private long lag(String processor) {
        long head = board.head();
        return Math.max(0, head - board.positions().getOrDefault(processor, 0L));
    }
}
