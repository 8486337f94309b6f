package io.omni.api.run;

import io.omni.api.run.Diagnosis.Dependency;
import io.omni.api.run.Diagnosis.Work;
import io.omni.command.run.RunTasks.RunTask;
import io.omni.command.service.BreakerReadings;
import io.omni.command.work.TaskRow;
import io.omni.command.work.WorkTable;
import io.omni.events.pipeline.Problem;
import io.omni.events.service.ServiceName;
import io.omni.query.service.ServiceBoard;
import io.omni.query.service.ServiceReading;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what lies around a piece of work: its task, the node that holds it, and the services that it calls. */
@Component
class Surroundings {
    private final ServiceBoard board;
    private final BreakerReadings breakers;

    Surroundings(ServiceBoard board, BreakerReadings breakers) {
        this.board = board;
        this.breakers = breakers;
    }

    /**
     * What the run says of a stage or step.
     *
     * @param name the stage or step
     * @param iteration the iteration; null of executions
     * @param attempt the attempt; null of an admission
     * @param since when the attempt began or was put off; null when not known
     * @param error what it is tried again for; null when there is none
     */
    record Attempt(
            String name,
            @Nullable Integer iteration,
            @Nullable Integer attempt,
            @Nullable Instant since,
            @Nullable Problem error) {}

    Work of(Attempt attempt, RunTask task, Collection<String> services, Instant now) {
        TaskRow row = task.row();
        WorkTable.Load load = task.load();
        return new Work(
                attempt.name(),
                attempt.iteration(),
                attempt.attempt(),
                state(task, now),
                attempt.since(),
                row == null ? null : row.dueAt(),
                row == null ? null : row.node(),
                row == null ? null : row.isNodeAlive(),
                row == null ? null : row.lastHeartbeat(),
                load == null ? null : load.ahead(),
                load == null ? null : load.atWork(),
                row == null ? 0 : row.failures(),
                task.missingSince(),
                attempt.error(),
                dependencies(services));
    }

    private static String state(RunTask task, Instant now) {
        TaskRow row = task.row();
        if (row == null) {
            Long lag = task.lag();
            return task.missingSince() == null && lag != null && lag > 0 ? "being_staged" : "missing";
        }
        if (row.node() != null) {
            return "at_work";
        }
        return row.dueAt().isAfter(now) ? "scheduled" : "due";
    }

    private List<Dependency> dependencies(Collection<String> services) {
        if (services.isEmpty()) {
            return List.of();
        }
        ServiceBoard.Snapshot snapshot = board.current();
        return services.stream()
                .sorted()
                .map(name -> dependency(name, snapshot.byName().get(new ServiceName(name))))
                .toList();
    }

    private Dependency dependency(String name, @Nullable ServiceReading reading) {
        BreakerReadings.Reading breaker = breakers.breaker(name);
        if (reading == null) {
            return new Dependency(name, null, null, null, null, breaker.state(), breaker.since(), breaker.nextTryAt());
        }
        ServiceName cause = reading.state().rootCause();
        return new Dependency(
                name,
                reading.status().wireName(),
                reading.state().since(),
                reading.state().reason(),
                cause == null ? null : cause.value(),
                breaker.state(),
                breaker.since(),
                breaker.nextTryAt());
    }
}
