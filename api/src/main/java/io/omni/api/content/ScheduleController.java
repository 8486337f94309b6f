package io.omni.api.content;

import io.omni.api.edge.Access;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.ValidationFailed;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.edge.envelope.Pagination;
import io.omni.api.edge.envelope.Paging;
import io.omni.command.content.OverrideSchedule;
import io.omni.command.content.RunSchedule;
import io.omni.command.content.Scheduling;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.CalendarEntry;
import io.omni.events.content.CalendarState;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobStatus;
import io.omni.events.content.Placement;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ScheduleResult;
import io.omni.query.content.ContentLists;
import io.omni.query.content.ContentQueries;
import io.omni.query.content.PlaceItem;
import io.omni.query.content.ProjectMark;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** Has uploads placed in a project's calendar, shows the places, and lets an operator choose another time. */
@Enveloped
@ReadsFrom("content")
@RequestMapping(ProjectController.PATH + "/{project_id}/schedule")
class ScheduleController {
    private final ContentAccess access;
    private final ContentQueries queries;
    private final ContentLists lists;
    private final WrittenPages written;
    private final BackPressure pressure;
    private final CommandDispatcher commands;
    private final Scheduling scheduling;

    ScheduleController(
            ContentAccess access,
            ContentQueries queries,
            ContentLists lists,
            WrittenPages written,
            BackPressure pressure,
            CommandDispatcher commands,
            Scheduling scheduling) {
        this.access = access;
        this.queries = queries;
        this.lists = lists;
        this.written = written;
        this.pressure = pressure;
        this.commands = commands;
        this.scheduling = scheduling;
    }

    /**
     * A run of the scheduler.
     *
     * @param reason why, at most 500 characters
     * @param targetDay the day (UTC) from which on to place, such as {@code 2027-01-15}; default today
     */
    record ScheduleRequest(
            @Nullable String reason, @Nullable String targetDay) {}

    /**
     * What a run of the scheduler brought.
     *
     * @param scheduleJobId its id, {@code sched_…}
     * @param jobsConsidered uploads it looked at
     * @param updated uploads whose time changed
     * @param status the run's
     */
    record ScheduleAnswer(String scheduleJobId, int jobsConsidered, int updated, String status) {}

    /** Only for the description: what the list's bytes hold. */
    record PlaceList(List<PlaceItem> items, Pagination pagination) {}

    /**
     * An operator's choice.
     *
     * @param finalTime when the upload is to be published, a timestamp
     */
    record OverrideRequest(@Nullable String finalTime) {}

    /** Places all uploads that wait for a place, and moves those whose time nobody has fixed. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 202,
            errors = {
                ErrorCode.VALIDATION_ERROR,
                ErrorCode.PROJECT_NOT_FOUND,
                ErrorCode.SCHEDULER_BUSY,
                ErrorCode.INVALID_SCHEDULE
            })
    @PostMapping
    ResponseEntity<ScheduleAnswer> run(
            @PathVariable("project_id") String projectId,
            @RequestBody(required = false) @Nullable ScheduleRequest request,
            Caller caller) {
        ProjectState project = access.project(projectId, caller);
        JobId job = new JobId(caller.newId(JobId.prefix(JobKind.SCHEDULE)));
        String reason = ReasonRequest.reason(new ReasonRequest(request == null ? null : request.reason()));
        LocalDate day = day(request == null ? null : request.targetDay());
        RunSchedule command = new RunSchedule(project.projectId(), job, reason, day, caller.actor());
        pressure.admit(JobKind.SCHEDULE, project.projectId(), caller);
        Optional<ContentJobState> known = caller.isResumed() ? queries.job(job) : Optional.empty();
        ScheduleResult result =
                known.isPresent() ? again(known.get(), caller) : scheduling.run(command, caller.metadata());
        return ResponseEntity.accepted()
                .location(URI.create(JobController.PATH + "/" + job))
                .body(new ScheduleAnswer(job.value(), result.considered(), result.updated(), JobStatus.DONE.name()));
    }

    /** A run that was begun by a node that died before it could answer. */
    private ScheduleResult again(ContentJobState run, Caller caller) {
        scheduling.finish(run.jobId(), caller.metadata());
        return queries.job(run.jobId()).map(ContentJobState::result).orElse(null) instanceof ScheduleResult result
                ? result
                : new ScheduleResult(0, 0);
    }

    /** A page of the places in a project's calendar, the latest time first. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, errors = ErrorCode.PROJECT_NOT_FOUND)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlaceList.class)))
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] list(@PathVariable("project_id") String projectId, Paging paging, Caller caller) {
        ProjectMark mark = access.mark(projectId, caller);
        return written.page(
                mark,
                List.of("places"),
                paging,
                caller,
                page -> lists.places(mark.projectId(), page),
                Function.identity());
    }

    /** Gives an upload the time that an operator chose; the scheduler leaves it there. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            errors = {
                ErrorCode.VALIDATION_ERROR,
                ErrorCode.PROJECT_NOT_FOUND,
                ErrorCode.JOB_NOT_FOUND,
                ErrorCode.SCHEDULE_CONFLICT,
                ErrorCode.INVALID_SCHEDULE
            })
    @PatchMapping("/{upload_job_id}")
    ResponseEntity<PlaceItem> override(
            @PathVariable("project_id") String projectId,
            @PathVariable("upload_job_id") String uploadJobId,
            @RequestBody OverrideRequest request,
            IfMatch condition,
            Caller caller) {
        ProjectState project = access.project(projectId, caller);
        ContentJobState upload = access.job(uploadJobId, caller);
        if (request.finalTime() == null) {
            throw new ValidationFailed(List.of(new ErrorDetail("final_time", "say when")));
        }
        Instant time = Parameters.time("final_time", request.finalTime(), ErrorCode.INVALID_SCHEDULE);
        condition.check(queries.calendar(project.projectId())
                .map(CalendarState::version)
                .orElse(0L));
        commands.send(
                new OverrideSchedule(project.projectId(), upload.jobId(), Objects.requireNonNull(time), caller.actor()),
                caller.metadata());
        CalendarState calendar = queries.calendar(project.projectId()).orElseThrow(ContentAccess::noJob);
        Placement place =
                calendar.entry(upload.jobId()).map(CalendarEntry::placement).orElseThrow(ContentAccess::noJob);
        return ResponseEntity.ok()
                .eTag(IfMatch.tag(calendar.version()))
                .body(new PlaceItem(
                        place.clipId().value(),
                        place.jobId().value(),
                        place.recommendedTime(),
                        place.finalTime(),
                        access.job(uploadJobId, caller).status().name()));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1970 && day.getYear() <= 9000) {
                return day;
            }
        } catch (DateTimeException notADay) {
            // The sentence below serves both.
        }
        throw new ApiError(
                ErrorCode.INVALID_SCHEDULE,
                "The day can't be read; see the details.",
                new ErrorDetail("target_day", "give a day like 2027-01-15"));
    }
}
