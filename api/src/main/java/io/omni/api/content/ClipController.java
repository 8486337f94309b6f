package io.omni.api.content;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.edge.envelope.Pagination;
import io.omni.api.edge.envelope.Paging;
import io.omni.command.content.EditClip;
import io.omni.command.content.UploadClip;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.ClipState;
import io.omni.events.content.ClipStatus;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobStatus;
import io.omni.query.content.ClipItem;
import io.omni.query.content.ContentLists;
import io.omni.query.content.ContentQueries;
import io.omni.query.content.ProjectMark;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows clips, and has them edited and uploaded. */
@Enveloped
@ReadsFrom("content")
class ClipController {
    static final String PATH = "/v1/clips";

    private final ContentAccess access;
    private final ContentQueries queries;
    private final ContentLists lists;
    private final WrittenPages written;
    private final BackPressure pressure;
    private final CommandDispatcher commands;

    ClipController(
            ContentAccess access,
            ContentQueries queries,
            ContentLists lists,
            WrittenPages written,
            BackPressure pressure,
            CommandDispatcher commands) {
        this.access = access;
        this.queries = queries;
        this.lists = lists;
        this.written = written;
        this.pressure = pressure;
        this.commands = commands;
    }

    /** Only for the description: what the list's bytes hold. */
    record ClipList(List<ClipItem> items, Pagination pagination) {}

    /**
     * An edit that was queued.
     *
     * @param editJobId its id, {@code edit_…}
     * @param status {@code QUEUED}
     * @param clipId the clip
     */
    record QueuedEdit(String editJobId, String status, String clipId) {}

    /**
     * An upload that was queued.
     *
     * @param uploadJobId its id, {@code up_…}
     * @param status {@code QUEUED}
     * @param clipId the clip
     */
    record QueuedUpload(String uploadJobId, String status, String clipId) {}

    /** A page of a project's clips, newest first. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, errors = ErrorCode.PROJECT_NOT_FOUND)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClipList.class)))
    @GetMapping(path = ProjectController.PATH + "/{project_id}/clips", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] list(
            @PathVariable("project_id") String projectId,
            @RequestParam(required = false) @Nullable String status,
            Paging paging,
            Caller caller) {
        ClipStatus wanted = Parameters.constant("status", status, ClipStatus.class);
        ProjectMark mark = access.mark(projectId, caller);
        return written.page(
                mark,
                Arrays.asList("clips", wanted),
                paging,
                caller,
                page -> lists.clips(mark.projectId(), wanted, page),
                Function.identity());
    }

    /** One clip, with its newest edit and upload. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, errors = ErrorCode.CLIP_NOT_FOUND)
    @GetMapping(PATH + "/{clip_id}")
    ResponseEntity<ClipResponse> get(@PathVariable("clip_id") String clipId, Caller caller) {
        ClipState clip = access.clip(clipId, caller);
        return ResponseEntity.ok()
                .eTag(IfMatch.tag(clip.version()))
                .body(ClipResponse.of(clip, job(clip.editJob()), job(clip.uploadJob())));
    }

    /** Queues an edit of a clip. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 202,
            errors = {
                ErrorCode.VALIDATION_ERROR,
                ErrorCode.CLIP_NOT_FOUND,
                ErrorCode.EDIT_ALREADY_IN_PROGRESS,
                ErrorCode.UPLOAD_EXISTS,
                ErrorCode.UPLOAD_FAILED
            })
    @PostMapping(PATH + "/{clip_id}/edit")
    ResponseEntity<QueuedEdit> edit(
            @PathVariable("clip_id") String clipId,
            @RequestBody(required = false) @Nullable EditRequest request,
            Caller caller) {
        ClipState clip = access.clip(clipId, caller);
        JobId job = new JobId(caller.newId(JobId.prefix(JobKind.EDIT)));
        EditClip command = (request == null ? EditRequest.USUAL : request).check(clip.clipId(), job, caller.actor());
        pressure.admit(JobKind.EDIT, clip.projectId(), caller);
        commands.send(command, caller.metadata());
        return ResponseEntity.accepted()
                .location(URI.create(JobController.PATH + "/" + job))
                .body(new QueuedEdit(job.value(), JobStatus.QUEUED.name(), clipId));
    }

    /** Queues an upload of a rendered clip. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 202,
            errors = {
                ErrorCode.VALIDATION_ERROR,
                ErrorCode.CLIP_NOT_FOUND,
                ErrorCode.CLIP_NOT_RENDERED,
                ErrorCode.EDIT_ALREADY_IN_PROGRESS,
                ErrorCode.UPLOAD_EXISTS,
                ErrorCode.UPLOAD_FAILED,
                ErrorCode.INVALID_SCHEDULE,
                ErrorCode.SCHEDULE_CONFLICT
            })
    @PostMapping(PATH + "/{clip_id}/upload")
    ResponseEntity<QueuedUpload> upload(
            @PathVariable("clip_id") String clipId,
            @RequestBody(required = false) @Nullable UploadRequest request,
            Caller caller) {
        ClipState clip = access.clip(clipId, caller);
        JobId job = new JobId(caller.newId(JobId.prefix(JobKind.UPLOAD)));
        UploadClip command =
                (request == null ? UploadRequest.USUAL : request).check(clip.clipId(), job, caller.actor());
        pressure.admit(JobKind.UPLOAD, clip.projectId(), caller);
        commands.send(command, caller.metadata());
        return ResponseEntity.accepted()
                .location(URI.create(JobController.PATH + "/" + job))
                .body(new QueuedUpload(job.value(), JobStatus.QUEUED.name(), clipId));
    }

    private @Nullable ContentJobState job(@Nullable JobId id) {
        return id == null ? null : queries.job(id).orElse(null);
    }
}
