package io.omni.command.content;

import io.omni.events.content.CreatorId;
import io.omni.events.content.ProjectId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes a creator. Refused with {@code CREATOR_NOT_FOUND}.
 *
 * @param projectId the project
 * @param creatorId the creator
 * @param expectedVersions the versions of which it must have one, otherwise {@code PRECONDITION_FAILED}; null when that doesn't matter
 */
public record RemoveCreator(
        ProjectId projectId, CreatorId creatorId, @Nullable Set<Long> expectedVersions) implements ProjectCommand {}
