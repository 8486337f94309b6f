package io.omni.events.content;

/**
 * A project has a name; no other of its tenant may.
 *
 * @param nameId the name
 * @param projectId the project
 */
public record ProjectNameTaken(ProjectNameId nameId, ProjectId projectId) implements ProjectNameEvent {}
