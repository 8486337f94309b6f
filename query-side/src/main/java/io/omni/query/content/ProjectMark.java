package io.omni.query.content;

import io.omni.events.content.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * How far the read model knows a project. As long as it stays the same, so does everything that is listed of the project.
 *
 * @param projectId the project
 * @param tenant whose it is; null when it is nobody's
 * @param table which generation of the read model it was read from: a replay makes another
 * @param position the place among all events of the project's last one
 */
public record ProjectMark(ProjectId projectId, @Nullable String tenant, long table, long position) {}
