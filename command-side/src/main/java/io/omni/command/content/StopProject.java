package io.omni.command.content;

import io.omni.events.content.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * Pauses a project: what is at work comes to its end, nothing new starts by itself. Refused with {@code ALREADY_STOPPED}.
 *
 * @param projectId the project
 * @param reason why; null when nobody said
 */
public record StopProject(ProjectId projectId, @Nullable String reason) implements ProjectCommand {}
