package io.omni.api.content;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.edge.envelope.Paging;
import io.omni.events.content.ProjectState;
import io.omni.query.content.ContentLists;
import io.omni.query.content.LogFilter;
import io.omni.query.content.LogItem;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows a project's log. */
@Enveloped
@ReadsFrom("content")
class LogController {
    private static final List<String> SOURCES = List.of("project", "video", "clip", "calendar", "worker");
    private static final List<String> LEVELS = List.of("INFO", "WARNING", "ERROR");
    private static final List<String> WORKERS = List.of("scraper", "analyzer", "editor", "uploader", "scheduler");

    private final ContentAccess access;
    private final ContentLists lists;

    LogController(ContentAccess access, ContentLists lists) {
        this.access = access;
        this.lists = lists;
    }

    /** A page of what happened in a project, newest first; {@code from} is part of the range, {@code to} isn't. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            errors = {ErrorCode.PROJECT_NOT_FOUND, ErrorCode.INVALID_DATE_RANGE})
    @GetMapping(ProjectController.PATH + "/{project_id}/logs")
    ListData<LogItem> list(
            @PathVariable("project_id") String projectId,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String level,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(name = "worker_type", required = false) @Nullable String workerType,
            Paging paging,
            Caller caller) {
        LogFilter filter = new LogFilter(
                Parameters.word("source", source, SOURCES),
                Parameters.word("level", level, LEVELS),
                Parameters.time("from", from, ErrorCode.INVALID_DATE_RANGE),
                Parameters.time("to", to, ErrorCode.INVALID_DATE_RANGE),
                Parameters.word("worker_type", workerType, WORKERS));
        Parameters.checkRange(filter.from(), filter.to());
        ProjectState project = access.project(projectId, caller);
        return ListData.of(
                ListData.read(paging, page -> lists.logs(project.projectId(), filter, page)),
                paging,
                Function.identity());
    }
}
