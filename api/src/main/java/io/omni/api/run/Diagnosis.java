package io.omni.api.run;

import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a run is where it is, from what really is at this moment: its tasks in the queue, the nodes that hold them, this node's breakers
 * and the services' health. What isn't known is null.
 *
 * @param kind {@code pipeline} or {@code execution}
 * @param id the run
 * @param status where it stands
 * @param version how many events it has
 * @param summary the reasons that matter most, in a sentence or two
 * @param since when something last happened to it, UTC
 * @param nextAttemptAt when it goes on by itself; null when that is not put off to a time
 * @param reasons everything that keeps it where it is, what matters most first
 * @param waitingFor the work that it waits for: its running stage or steps
 * @param pending what has not begun, and what that waits for
 * @param places the places that the workflow's executions share; null where their number isn't limited, and of pipelines
 * @param branchLease who may work on the branch; null of executions
 * @param generatedAt the moment that this is about, UTC
 */
public record Diagnosis(
        String kind,
        String id,
        String status,
        long version,
        String summary,
        Instant since,
        @Nullable Instant nextAttemptAt,
        List<Reason> reasons,
        List<Work> waitingFor,
        List<Pending> pending,
        @Nullable Places places,
        @Nullable BranchLease branchLease,
        Instant generatedAt) {

    /**
     * Something that keeps a run where it is.
     *
     * @param code {@code ENDED}, {@code TASK_MISSING}, {@code NODE_GONE}, {@code PAUSED}, {@code WAITING_FOR_PLACE}, {@code
     *     CANCELLING}, {@code TASK_FAILING}, {@code RETRY_SCHEDULED}, {@code WORK_DUE}, {@code BEING_STAGED}, {@code WORKING}, {@code
     *     BREAKER_OPEN}, {@code BREAKER_HALF_OPEN}, {@code SERVICE_UNHEALTHY} or {@code SERVICE_DEGRADED}
     * @param message one sentence
     * @param since since when; null when that is not known
     * @param subject the stage, step, service or node that it is about; null when it is about the run
     */
    public record Reason(
            Code code,
            String message,
            @Nullable Instant since,
            @Nullable String subject) {}

    /** What can keep a run where it is, what matters most first. */
    public enum Code {
        /** It has ended; nothing is to come. */
        ENDED,
        /** What it waits for lies in no queue; unless that is a matter of moments, the reconciler puts it back to work. */
        TASK_MISSING,
        /** The node that works on it is no longer heard of. */
        NODE_GONE,
        /** Somebody paused it. */
        PAUSED,
        /** Its workflow's places are taken. */
        WAITING_FOR_PLACE,
        /** It is being cancelled, and something is still at work. */
        CANCELLING,
        /** Its task itself can't be done, whatever comes of the attempt. */
        TASK_FAILING,
        /** A stage or step failed and is tried again later. */
        RETRY_SCHEDULED,
        /** A stage or step is due, and no node has taken it up yet. */
        WORK_DUE,
        /** A stage or step is due, and its task is not in the queue yet. */
        BEING_STAGED,
        /** A node is at work on it. */
        WORKING,
        /** Calls to a service are held back for a while. */
        BREAKER_OPEN,
        /** A few calls to a service are let through, to see whether it is well again. */
        BREAKER_HALF_OPEN,
        /** A service doesn't answer as it should. */
        SERVICE_UNHEALTHY,
        /** A service answers slowly, or with refusals. */
        SERVICE_DEGRADED
    }

    /**
     * A stage or step that the run waits for.
     *
     * @param name the stage or step; {@code admission} of an execution that has got its place and must be told
     * @param iteration the iteration; null of executions
     * @param attempt the attempt; null of an admission
     * @param state {@code at_work}, {@code scheduled}, {@code due}, {@code being_staged} or {@code missing}
     * @param since when the attempt began or was put off; null when not known
     * @param dueAt when it is, or was, due; null while it is in no queue
     * @param node the node that works on it; null while none does
     * @param nodeAlive whether that node is heard of; null while none works on it
     * @param lastHeartbeatAt when that node last said that it works on it; null while none does
     * @param ahead how many tasks are due before it; null unless it is due and nobody has taken it up
     * @param atWork how many tasks all nodes work on; null unless it is due and nobody has taken it up
     * @param failures how often in a row its task could not even be begun or reported
     * @param missingSince since when the reconciler misses its task; null when it doesn't
     * @param lastError what it is tried again for; null when there is none
     * @param services the managed services that it calls, as far as that is known before it works
     */
    public record Work(
            String name,
            @Nullable Integer iteration,
            @Nullable Integer attempt,
            String state,
            @Nullable Instant since,
            @Nullable Instant dueAt,
            @Nullable String node,
            @Nullable Boolean nodeAlive,
            @Nullable Instant lastHeartbeatAt,
            @Nullable Long ahead,
            @Nullable Long atWork,
            int failures,
            @Nullable Instant missingSince,
            @Nullable Problem lastError,
            List<Dependency> services) {

        /** When the first of them is tried again; null when none of them is put off to a time. */
        static @Nullable Instant nextAttempt(List<Work> works) {
            return works.stream()
                    .filter(work -> work.state().equals("scheduled"))
                    .map(Work::dueAt)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /**
     * A managed service that a stage or step calls.
     *
     * @param name its catalogue name
     * @param status how it is, from its probes; null when the catalogue doesn't have it
     * @param statusSince since when
     * @param reason what the deciding probe found
     * @param rootCause the service whose failure explains this one's
     * @param breaker {@code closed}, {@code open} or {@code half_open}, on the node that answers
     * @param breakerSince since when; null when it has been closed from the beginning
     * @param breakerNextTryAt when the next call is let through; null unless it is open
     */
    public record Dependency(
            String name,
            @Nullable String status,
            @Nullable Instant statusSince,
            @Nullable String reason,
            @Nullable String rootCause,
            String breaker,
            @Nullable Instant breakerSince,
            @Nullable Instant breakerNextTryAt) {}

    /**
     * A stage or step that has not begun.
     *
     * @param name the stage or step
     * @param waitsFor the stages or steps that must settle first
     */
    public record Pending(String name, List<String> waitsFor) {}

    /**
     * The places that a workflow's executions share.
     *
     * @param limit how many there are
     * @param taken how many are taken
     * @param ahead how many executions are before this one in the queue; null when it doesn't wait
     * @param heldBy the executions that have a place
     */
    public record Places(int limit, int taken, @Nullable Integer ahead, List<String> heldBy) {}

    /**
     * Who may work on a branch.
     *
     * @param repository the repository's canonical URL
     * @param branch the branch
     * @param holder the pipeline that holds the lease; null while none does
     */
    public record BranchLease(
            String repository, String branch, @Nullable String holder) {}
}
