package io.omni.events.content;

import io.omni.events.pipeline.Problem;

/**
 * A project can't go on: none of its creators can be scraped.
 *
 * @param projectId the project
 * @param problem why
 */
public record ProjectFailed(ProjectId projectId, Problem problem) implements ProjectEvent {}
