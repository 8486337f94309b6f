package io.omni.command.content.work;

import io.omni.events.content.JobId;
import java.util.Map;

/**
 * One attempt at a job, as it lies in a queue.
 *
 * @param jobId the job
 * @param attempt its attempt
 * @param origin the metadata of the event that it follows from; goes into the events that it leads to
 */
record JobWork(JobId jobId, int attempt, Map<String, String> origin) {
    /** The name of these tasks. */
    static final String NAME = "content-job";

    /** The same for the same attempt, so that it lies in the queue at most once. */
    String instanceId() {
        return jobId.value() + "/" + attempt;
    }

    /** The instance of the attempt that a task is about, whose own name may have more behind it. */
    static String attemptOf(String instance) {
        String[] parts = instance.split("/", 3);
        return parts.length < 2 ? instance : parts[0] + "/" + parts[1];
    }
}
