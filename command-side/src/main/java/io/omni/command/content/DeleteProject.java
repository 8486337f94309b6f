package io.omni.command.content;

import io.omni.events.content.ProjectId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a project; its jobs that have not ended are ended. Its clips and the ledger stay.
 *
 * @param projectId the project
 * @param expectedVersions the versions of which it must have one, otherwise {@code PRECONDITION_FAILED}; null when that doesn't matter
 */
public record DeleteProject(ProjectId projectId, @Nullable Set<Long> expectedVersions) implements ProjectCommand {}
