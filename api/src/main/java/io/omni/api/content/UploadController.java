package io.omni.api.content;

import io.omni.api.content.ProjectResponses.Failure;
import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.edge.envelope.Paging;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.ProjectState;
import io.omni.events.content.UploadInput;
import io.omni.events.content.UploadResult;
import io.omni.query.content.ContentLists;
import io.omni.query.content.UploadItem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows a project's uploads. */
@Enveloped
@ReadsFrom("content")
class UploadController {
    private final ContentAccess access;
    private final ContentLists lists;

    UploadController(ContentAccess access, ContentLists lists) {
        this.access = access;
        this.lists = lists;
    }

    /**
     * An upload.
     *
     * @param uploadJobId its id, {@code up_…}
     * @param clipId the clip
     * @param status where it stands
     * @param platformVideoId what the target calls it; null before it was sent
     * @param ytVideoId the same, where the target is YouTube; else null
     * @param scheduledTime when it is published, UTC; null when that isn't said yet
     * @param error why it failed or is tried again; null when there is nothing
     */
    record ListedUpload(
            String uploadJobId,
            @Nullable String clipId,
            String status,
            @Nullable String platformVideoId,
            @Nullable String ytVideoId,
            @Nullable Instant scheduledTime,
            @Nullable Failure error) {
        private static ListedUpload of(UploadItem item) {
            ContentJobState job = item.job();
            String video = job.result() instanceof UploadResult result ? result.platformVideoId() : null;
            boolean youtube =
                    job.input() instanceof UploadInput input && input.channel().startsWith("youtube");
            return new ListedUpload(
                    job.jobId().value(),
                    job.clipId() == null ? null : job.clipId().value(),
                    job.status().name(),
                    video,
                    youtube ? video : null,
                    item.scheduledTime(),
                    Failure.of(job.problem()));
        }
    }

    /** A page of a project's uploads, newest first. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, errors = ErrorCode.PROJECT_NOT_FOUND)
    @GetMapping(ProjectController.PATH + "/{project_id}/uploads")
    ListData<ListedUpload> list(@PathVariable("project_id") String projectId, Paging paging, Caller caller) {
        ProjectState project = access.project(projectId, caller);
        return ListData.of(
                ListData.read(paging, page -> lists.uploads(project.projectId(), page)), paging, ListedUpload::of);
    }
}
