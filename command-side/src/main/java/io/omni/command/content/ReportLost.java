package io.omni.command.content;

import io.omni.events.content.JobId;

/**
 * Says that the node is gone that worked on an attempt; changes nothing when it is over.
 *
 * @param jobId the job
 * @param attempt the attempt
 * @param node the node
 */
public record ReportLost(JobId jobId, int attempt, String node) implements JobCommand {}
