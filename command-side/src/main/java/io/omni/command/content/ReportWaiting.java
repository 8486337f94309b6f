package io.omni.command.content;

import io.omni.events.content.JobId;

/**
 * Says what a job waits for that is due; changes nothing when it says so already, or doesn't wait any more.
 *
 * @param jobId the job
 * @param attempt the attempt that is to begin
 * @param step what it waits for, upper snake case
 * @param message the same in a sentence, with what can be done about it
 */
public record ReportWaiting(JobId jobId, int attempt, String step, String message) implements JobCommand {}
