package io.omni.command.content;

import io.omni.events.content.JobId;

/**
 * Lets a run of the scheduler that was begun place; changes nothing when it has ended.
 *
 * @param jobId the run
 * @param node the node that does it
 */
public record FinishSchedule(JobId jobId, String node) implements JobCommand {}
