package io.omni.projection.replay;

import io.omni.projection.deadletter.DeadLetters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What there is to know about the projections and the other event processors of the cluster. */
@Service
public class Projections {
    private final ProcessorPositions positions;
    private final ProcessorProblems problems;
    private final ReplayRecords records;
    private final Replays replays;
    private final DeadLetters letters;

    Projections(
            ProcessorPositions positions,
            ProcessorProblems problems,
            ReplayRecords records,
            Replays replays,
            DeadLetters letters) {
        this.positions = positions;
        this.problems = problems;
        this.records = records;
        this.replays = replays;
        this.letters = letters;
    }

    /** All of them, by name. */
    public List<ProjectionStatus> all() {
        Map<String, Long> reached = positions.byProcessor();
        // Read after the positions, so that none lies beyond it.
        long head = positions.head();
        Map<String, ProcessorProblems.Problem> stopped = problems.all();
        Map<String, ReplayRecord> made = records.all();
        Map<String, Long> dead = letters.counts();
        return reached.entrySet().stream()
                .map(entry -> status(
                        entry.getKey(),
                        entry.getValue(),
                        head,
                        stopped.get(entry.getKey()),
                        dead.getOrDefault(entry.getKey(), 0L),
                        made.get(entry.getKey())))
                .toList();
    }

    /** One of them. */
    public Optional<ProjectionStatus> find(String name) {
        return all().stream().filter(status -> status.name().equals(name)).findFirst();
    }

    private ProjectionStatus status(
            String name,
            long position,
            long head,
            ProcessorProblems.@Nullable Problem problem,
            long deadLetters,
            @Nullable ReplayRecord replay) {
        boolean failing = problem != null && position < problem.position();
        String replaying = replay != null && replay.running() ? "replaying" : "running";
        return new ProjectionStatus(
                name,
                position,
                head,
                failing ? "failing" : replaying,
                failing ? problem.error() : null,
                replays.knows(name),
                deadLetters,
                replay);
    }
}
