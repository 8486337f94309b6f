package io.omni.command.content;

import io.omni.events.content.JobId;
import org.jspecify.annotations.Nullable;

/**
 * Says how far an attempt is; changes nothing when it is over.
 *
 * @param jobId the job
 * @param attempt the attempt
 * @param step the worker's state
 * @param progress 0..1; null when it is not known
 * @param message what happens
 */
public record ReportStep(
        JobId jobId, int attempt, String step, @Nullable Double progress, String message) implements JobCommand {}
