package io.omni.events.knowledge;

import io.omni.events.pipeline.Problem;

/**
 * A source could not be brought up to date.
 *
 * @param refreshId the refresh
 * @param source the source
 * @param problem why
 */
public record SourceRefreshFailed(RefreshId refreshId, String source, Problem problem) implements RefreshEvent {}
