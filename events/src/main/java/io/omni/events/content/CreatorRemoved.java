package io.omni.events.content;

/**
 * A creator was removed from a project.
 *
 * @param projectId the project
 * @param creatorId the creator
 */
public record CreatorRemoved(ProjectId projectId, CreatorId creatorId) implements ProjectEvent {}
