package io.omni.command.content;

import io.omni.events.content.CreatorId;
import io.omni.events.content.ProjectId;
import io.omni.events.pipeline.Problem;

/**
 * Pauses a creator whose source failed for good; changes nothing when it is gone or paused.
 *
 * @param projectId the project
 * @param creatorId the creator
 * @param problem why
 */
public record PauseCreator(ProjectId projectId, CreatorId creatorId, Problem problem) implements ProjectCommand {}
