package io.omni.events.content;

import org.jspecify.annotations.Nullable;

/**
 * A project was created; it is paused.
 *
 * @param projectId the project
 * @param name what people call it
 * @param description what it is for; null when nobody said
 * @param settings how its pipeline works
 * @param tenant whose it is; null when it is nobody's
 */
public record ProjectCreated(
        ProjectId projectId,
        String name,
        @Nullable String description,
        ProjectSettings settings,
        @Nullable String tenant)
        implements ProjectEvent {}
