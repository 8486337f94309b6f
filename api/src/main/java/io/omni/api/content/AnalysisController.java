package io.omni.api.content;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.edge.envelope.Paging;
import io.omni.events.content.ClipStatus;
import io.omni.events.content.ProjectState;
import io.omni.query.content.AnalysisItem;
import io.omni.query.content.ContentLists;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows what analyses found in a project's videos. */
@Enveloped
@ReadsFrom("content")
class AnalysisController {
    private final ContentAccess access;
    private final ContentLists lists;

    AnalysisController(ContentAccess access, ContentLists lists) {
        this.access = access;
        this.lists = lists;
    }

    /** A page of analyses, newest first; {@code min_score} is the least virality score, {@code clip_status} what a candidate's clip has. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, errors = ErrorCode.PROJECT_NOT_FOUND)
    @GetMapping(ProjectController.PATH + "/{project_id}/analysis")
    ListData<AnalysisItem> list(
            @PathVariable("project_id") String projectId,
            @RequestParam(name = "clip_status", required = false) @Nullable String clipStatus,
            @RequestParam(name = "min_score", required = false) @Nullable String minScore,
            Paging paging,
            Caller caller) {
        ClipStatus status = Parameters.constant("clip_status", clipStatus, ClipStatus.class);
        Double score = Parameters.share("min_score", minScore);
        ProjectState project = access.project(projectId, caller);
        return ListData.of(
                ListData.read(paging, page -> lists.analyses(project.projectId(), status, score, page)),
                paging,
                Function.identity());
    }
}
