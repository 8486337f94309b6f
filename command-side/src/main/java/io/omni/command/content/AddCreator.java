package io.omni.command.content;

import io.omni.events.content.CreatorId;
import io.omni.events.content.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * Adds a creator. Refused with {@code CREATOR_EXISTS} when the project has that handle on that platform, and {@code INVALID_HANDLE} when it is none.
 *
 * @param projectId the project
 * @param creatorId its id
 * @param platform picks the source
 * @param handle the creator there
 * @param profileUrl where; null when the handle says it
 * @param scrapeWindowDays 1..365; null: as the project
 */
public record AddCreator(
        ProjectId projectId,
        CreatorId creatorId,
        String platform,
        String handle,
        @Nullable String profileUrl,
        @Nullable Integer scrapeWindowDays)
        implements ProjectCommand {}
