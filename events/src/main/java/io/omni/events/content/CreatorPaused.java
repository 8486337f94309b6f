package io.omni.events.content;

import io.omni.events.pipeline.Problem;

/**
 * A creator is scraped no more, because its source failed for good.
 *
 * @param projectId the project
 * @param creatorId the creator
 * @param problem why
 */
public record CreatorPaused(ProjectId projectId, CreatorId creatorId, Problem problem) implements ProjectEvent {}
