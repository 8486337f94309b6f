package io.omni.api.content;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.together.Together;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipState;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobId;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectState;
import io.omni.query.content.ContentQueries;
import io.omni.query.content.ProjectMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds what a path names, for the caller who asks: what belongs to another tenant's project, or to one that is deleted, isn't there. A
 * text that can't be an id is an id that nothing has.
 */
@Component
final class ContentAccess {
    private final ContentQueries queries;
    private final Together<ProjectId, Optional<ProjectMark>> marks = new Together<>(this::marks);

    ContentAccess(ContentQueries queries) {
        this.queries = queries;
    }

    /**
     * A project's mark as it is now.
     *
     * @throws ApiError {@code PROJECT_NOT_FOUND}
     */
    ProjectMark mark(String text, Caller caller) {
        ProjectId id = projectId(text);
        Optional<ProjectMark> mark = marks.ask(id);
        if (mark.isEmpty()) {
            // Made a moment ago, perhaps, and not in the read model yet.
            return new ProjectMark(id, project(text, caller).tenant(), 0, -1);
        }
        if (!isVisible(mark.get().tenant(), caller)) {
            throw noProject();
        }
        return mark.get();
    }

    /**
     * A project as it stands.
     *
     * @throws ApiError {@code PROJECT_NOT_FOUND}
     */
    ProjectState project(String text, Caller caller) {
        return project(projectId(text), caller).orElseThrow(ContentAccess::noProject);
    }

    /**
     * A clip as it stands.
     *
     * @throws ApiError {@code CLIP_NOT_FOUND}
     */
    ClipState clip(String text, Caller caller) {
        if (!ClipId.isValid(text)) {
            throw noClip();
        }
        return queries.clip(new ClipId(text))
                .filter(clip -> project(clip.projectId(), caller).isPresent())
                .orElseThrow(ContentAccess::noClip);
    }

    /**
     * A job as it stands.
     *
     * @throws ApiError {@code JOB_NOT_FOUND}
     */
    ContentJobState job(String text, Caller caller) {
        if (!JobId.isValid(text)) {
            throw noJob();
        }
        return queries.job(new JobId(text))
                .filter(job -> project(job.projectId(), caller).isPresent())
                .orElseThrow(ContentAccess::noJob);
    }

    private List<Optional<ProjectMark>> marks(List<ProjectId> ids) {
        Map<ProjectId, ProjectMark> found = queries.marks(ids);
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    private Optional<ProjectState> project(ProjectId id, Caller caller) {
        return queries.project(id).filter(project -> !project.deleted() && isVisible(project.tenant(), caller));
    }

    private static boolean isVisible(@Nullable String tenant, Caller caller) {
        return caller.tenant() == null || caller.tenant().equals(tenant);
    }

    private static ProjectId projectId(String text) {
        if (!ProjectId.isValid(text)) {
            throw noProject();
        }
        return new ProjectId(text);
    }

    private static ApiError noProject() {
        return new ApiError(
                ErrorCode.PROJECT_NOT_FOUND, "There is no project with this id; list the projects to find it.");
    }

    private static ApiError noClip() {
        return new ApiError(
                ErrorCode.CLIP_NOT_FOUND, "There is no clip with this id; list the project's clips to find it.");
    }

    /** That there is no such job. */
    static ApiError noJob() {
        return new ApiError(
                ErrorCode.JOB_NOT_FOUND, "There is no job with this id; the answer that queued it names it.");
    }
}
