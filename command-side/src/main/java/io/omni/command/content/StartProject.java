package io.omni.command.content;

import io.omni.events.content.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * Lets a project run. Refused with {@code ALREADY_RUNNING} when it does.
 *
 * @param projectId the project
 * @param reason why; null when nobody said
 */
public record StartProject(ProjectId projectId, @Nullable String reason) implements ProjectCommand {}
