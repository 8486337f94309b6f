package io.omni.command.run;

import io.omni.command.work.TaskKey;
import io.omni.events.run.RunKind;
import java.time.Instant;

/**
 * A run that seems to stand still.
 *
 * @param kind what kind of run
 * @param runId the run
 * @param task the task that is missing
 * @param firstSeenAt since when it is seen to be missing, by the database's clock
 * @param head the position of the newest event at that time: what would have staged the task lies before it
 */
record Suspect(RunKind kind, String runId, TaskKey task, Instant firstSeenAt, long head) {}
