package io.omni.events.content;

import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.pipeline.Problem;
import java.time.Instant;

/**
 * An attempt failed, and the next one has a time.
 *
 * @param jobId the job
 * @param attempt the next attempt
 * @param problem why the last one failed
 * @param eclipse the decision
 * @param nextTryAt when the next one is due
 */
public record JobWaitsToRetry(JobId jobId, int attempt, Problem problem, EclipseDecision eclipse, Instant nextTryAt)
        implements ContentJobEvent {}
