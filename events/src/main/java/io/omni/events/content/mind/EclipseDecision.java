package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Eclipse} decided.
 *
 * @param policy which version of it
 * @param input what it was decided on
 * @param parameters what it was set to
 * @param action what follows
 * @param delaySeconds how long to wait before; 0 when nothing is tried again, or at once
 * @param route the way to take instead; null unless the action is {@code reroute}
 * @param reason one sentence for people
 */
public record EclipseDecision(
        PolicyRef policy,
        EclipseInput input,
        EclipseParameters parameters,
        EclipseAction action,
        double delaySeconds,
        @Nullable String route,
        String reason) {}
