package io.omni.events.run;

import java.time.Instant;

/**
 * A run was found that nothing would have moved any more: what it waits for lay in no queue, nobody worked on it, and no event that
 * would have staged it was pending. It is put back to work at once.
 *
 * @param stallId names this one time, {@code stall_…}
 * @param kind what kind of run
 * @param runId the run; of a restart the service's name, of a schedule the workflow's id
 * @param task the task that was missing: its kind, a slash, and its name
 * @param since when it was first seen to be missing
 */
public record RunStalled(String stallId, RunKind kind, String runId, String task, Instant since) implements RunEvent {}
