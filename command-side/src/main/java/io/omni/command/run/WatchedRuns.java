package io.omni.command.run;

import io.omni.command.work.TaskKey;
import io.omni.command.work.WorkTable;
import io.omni.events.run.RunKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs of one kind, as far as durable tasks move them. Each context gives the reconciler one of these. */
public interface WatchedRuns {

    /** What kind of runs these are. */
    RunKind kind();

    /** The event processor that stages their tasks. */
    String stagedBy();

    /** The queue in which their tasks lie. */
    WorkTable table();

    /** The tasks that this node works on at this moment. */
    Set<TaskKey> atWork();

    /**
     * The tasks without which a run doesn't go on; none for a run that has ended, or waits for a person or a place.
     *
     * @param runId the run
     * @param fresh whether to ask the store; otherwise what this node knows will do
     */
    Set<TaskKey> expected(String runId, boolean fresh);

    /**
     * Puts a run back to work whose task is missing. Doing it twice comes to the same, and so does doing it to a run that has gone on
     * meanwhile.
     */
    void repair(String runId, TaskKey missing);

    /**
     * Runs that have not ended, in the order of their ids.
     *
     * @param board shows them
     * @param position only those to which nothing has happened after this position, where that is known
     * @param after the last one of the page before
     * @param limit how many at most
     */
    default List<String> open(RunBoard board, long position, String after, int limit) {
        return board.open(kind(), position, after, limit);
    }

    /** Those of the expected tasks that don't lie in the queue. */
    default Set<TaskKey> missing(String runId, boolean fresh) {
        Set<TaskKey> missing = new HashSet<>(expected(runId, fresh));
        if (!missing.isEmpty()) {
            table().rows(missing).forEach(row -> missing.remove(row.key()));
        }
        if (!missing.isEmpty()) {
            // A task may have been done between the two looks; its report is stored before its row goes.
            missing.retainAll(expected(runId, fresh));
        }
        return missing;
    }
}
