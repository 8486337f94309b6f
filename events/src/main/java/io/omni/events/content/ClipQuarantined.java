package io.omni.events.content;

import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.pipeline.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A clip was set aside.
 *
 * @param clipId the clip
 * @param problem why
 * @param eclipse the decision on the failure behind it; null when it follows from a judgement
 */
public record ClipQuarantined(
        ClipId clipId, Problem problem, @Nullable EclipseDecision eclipse) implements ClipEvent {}
