package io.omni.command.content;

import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectSettings;
import org.jspecify.annotations.Nullable;

/**
 * Creates a project. Refused with {@code PROJECT_EXISTS} when its tenant has one of that name.
 *
 * @param projectId its id
 * @param name what people call it, 1 to 200 characters
 * @param description what it is for; null when nobody said
 * @param settings how its pipeline works
 * @param tenant whose it is; null when it is nobody's
 */
public record CreateProject(
        ProjectId projectId,
        String name,
        @Nullable String description,
        ProjectSettings settings,
        @Nullable String tenant)
        implements ProjectCommand {}
