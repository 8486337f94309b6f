package io.omni.events.content;

import org.jspecify.annotations.Nullable;

/**
 * A project is paused.
 *
 * @param projectId the project
 * @param reason why; null when nobody said
 */
public record ProjectStopped(ProjectId projectId, @Nullable String reason) implements ProjectEvent {}
