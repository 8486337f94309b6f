package io.omni.command.content.work;

import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobInput;
import io.omni.events.content.ProjectState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a job, as its worker gets it.
 *
 * @param job the job
 * @param project its project
 * @param attempt the attempt, from 1
 * @param publishAt of an upload when its clip goes out, which may have passed; null for others
 */
public record JobTask(
        ContentJobState job,
        ProjectState project,
        int attempt,
        @Nullable Instant publishAt) {
    /**
     * The job's input.
     *
     * @param type the type that goes with the job's kind
     */
    public <T extends JobInput> T input(Class<T> type) {
        return type.cast(job.input());
    }
}
