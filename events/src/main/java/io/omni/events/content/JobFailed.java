package io.omni.events.content;

import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.pipeline.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A job failed for good.
 *
 * @param jobId the job
 * @param attempt the attempt, from 1
 * @param problem why
 * @param eclipse the decision; null when nothing was left to decide
 */
public record JobFailed(
        JobId jobId, int attempt, Problem problem, @Nullable EclipseDecision eclipse) implements ContentJobEvent {}
