package io.omni.api.content;

import io.omni.api.content.ProjectResponses.Failure;
import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.edge.envelope.Pagination;
import io.omni.api.edge.envelope.Paging;
import io.omni.command.content.QueueScrapes;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobStatus;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ScrapeResult;
import io.omni.query.content.ContentLists;
import io.omni.query.content.ContentPage;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** Has creators scraped, and shows how far that is. */
@Enveloped
@ReadsFrom("content")
@RequestMapping(ProjectController.PATH + "/{project_id}/scrape")
class ScrapeController {
    private final ContentAccess access;
    private final ContentLists lists;
    private final BackPressure pressure;
    private final CommandDispatcher commands;

    ScrapeController(ContentAccess access, ContentLists lists, BackPressure pressure, CommandDispatcher commands) {
        this.access = access;
        this.lists = lists;
        this.pressure = pressure;
        this.commands = commands;
    }

    /**
     * Scrapes that were queued.
     *
     * @param jobId the first one's id
     * @param jobIds all of them, one a creator
     * @param queuedCreators how many creators are scraped
     * @param status {@code QUEUED}
     */
    record QueuedScrapes(String jobId, List<String> jobIds, int queuedCreators, String status) {}

    /**
     * A scrape.
     *
     * @param jobId its id
     * @param creatorId the creator
     * @param status where it stands
     * @param videosDownloaded how many videos were new; 0 until it is done
     * @param startedAt when it was begun, UTC; null before
     * @param completedAt when it ended, UTC; null before
     * @param error why it failed or is tried again; null when there is nothing
     */
    record ScrapeStatus(
            String jobId,
            @Nullable String creatorId,
            String status,
            int videosDownloaded,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Failure error) {
        private static ScrapeStatus of(ContentJobState job) {
            return new ScrapeStatus(
                    job.jobId().value(),
                    job.creatorId() == null ? null : job.creatorId().value(),
                    job.status().name(),
                    job.result() instanceof ScrapeResult result ? result.downloaded() : 0,
                    job.startedAt(),
                    job.completedAt(),
                    Failure.of(job.problem()));
        }
    }

    /**
     * Scrapes of a project.
     *
     * @param jobs newest first
     * @param pagination which part of them
     */
    record ScrapeList(List<ScrapeStatus> jobs, Pagination pagination) {}

    /** Queues a scrape of each creator that is named, or of all that are active. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 202,
            errors = {
                ErrorCode.VALIDATION_ERROR,
                ErrorCode.PROJECT_NOT_FOUND,
                ErrorCode.CREATOR_NOT_FOUND,
                ErrorCode.INVALID_DATE_RANGE
            })
    @PostMapping
    ResponseEntity<QueuedScrapes> scrape(
            @PathVariable("project_id") String projectId,
            @RequestBody(required = false) @Nullable ScrapeRequest request,
            Caller caller) {
        ProjectState project = access.project(projectId, caller);
        QueueScrapes command = (request == null ? ScrapeRequest.EVERYBODY : request)
                .check(project, caller.newId("job"), caller.actor());
        pressure.admit(JobKind.SCRAPE, project.projectId(), caller);
        commands.send(command, caller.metadata());
        List<String> jobs =
                command.wanted().stream().map(one -> one.jobId().value()).toList();
        return ResponseEntity.accepted()
                .location(URI.create(JobController.PATH + "/" + jobs.getFirst()))
                .body(new QueuedScrapes(jobs.getFirst(), jobs, jobs.size(), JobStatus.QUEUED.name()));
    }

    /** How far a project's scrapes are, newest first. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, errors = ErrorCode.PROJECT_NOT_FOUND)
    @GetMapping("/status")
    ScrapeList status(@PathVariable("project_id") String projectId, Paging paging, Caller caller) {
        ProjectState project = access.project(projectId, caller);
        ContentPage<ContentJobState> page = ListData.read(paging, wanted -> lists.scrapes(project.projectId(), wanted));
        return new ScrapeList(
                page.items().stream().map(ScrapeStatus::of).toList(),
                Pagination.of(paging, page.total(), page.nextCursor()));
    }
}
