package io.omni.command.content.work;

import io.omni.events.content.JobKind;
import io.omni.events.content.JobResult;
import java.time.Duration;

/**
 * Does one kind of job. A job is done at least once: a worker may die after its effect and before its report, so each is safe to repeat.
 */
public interface ContentWorker {

    /** What it does. */
    JobKind kind();

    /** Whether it needs a graphics processor and this node has one; jobs that require one wait for such a node. */
    default boolean hasGpu() {
        return false;
    }

    /** How long one attempt may take. */
    default Duration timeout() {
        return Duration.ofHours(1);
    }

    /**
     * Does an attempt.
     *
     * @return what came of it, of the type that goes with the kind
     * @throws JobFailure when it failed in a way that was foreseen
     * @throws InterruptedException when it was told to stop
     */
    JobResult work(JobTask task, JobProgress progress) throws JobFailure, InterruptedException;
}
