package io.omni.events.content;

import org.jspecify.annotations.Nullable;

/**
 * A project got another name, description or settings.
 *
 * @param projectId the project
 * @param name what people call it from now on
 * @param description what it is for; null when nobody said
 * @param settings how its pipeline works from now on
 */
public record ProjectChanged(
        ProjectId projectId, String name, @Nullable String description, ProjectSettings settings)
        implements ProjectEvent {}
