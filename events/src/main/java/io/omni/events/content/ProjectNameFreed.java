package io.omni.events.content;

/**
 * A name is free again.
 *
 * @param nameId the name
 * @param projectId the project
 */
public record ProjectNameFreed(ProjectNameId nameId, ProjectId projectId) implements ProjectNameEvent {}
