package io.omni.events.content;

/**
 * A project is gone.
 *
 * @param projectId the project
 */
public record ProjectDeleted(ProjectId projectId) implements ProjectEvent {}
