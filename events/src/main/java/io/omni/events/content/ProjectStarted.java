package io.omni.events.content;

import org.jspecify.annotations.Nullable;

/**
 * A project runs; creators that were paused are active again.
 *
 * @param projectId the project
 * @param reason why; null when nobody said
 */
public record ProjectStarted(ProjectId projectId, @Nullable String reason) implements ProjectEvent {}
