package io.omni.api.content;

import io.omni.api.content.ProjectResponses.CreatedProject;
import io.omni.api.content.ProjectResponses.Deleted;
import io.omni.api.content.ProjectResponses.ListedProject;
import io.omni.api.content.ProjectResponses.ProjectResponse;
import io.omni.api.content.ProjectResponses.Requested;
import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.edge.envelope.Paging;
import io.omni.command.content.CreateProject;
import io.omni.command.content.DeleteProject;
import io.omni.command.content.StartProject;
import io.omni.command.content.StopProject;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.JobKind;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ProjectStatus;
import io.omni.query.content.ContentQueries;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Makes, shows, changes and deletes content projects, and lets them run or pauses them. */
@Enveloped
@ReadsFrom("content")
@RequestMapping(ProjectController.PATH)
class ProjectController {
    static final String PATH = "/v1/projects";

    private final ContentAccess access;
    private final ContentQueries queries;
    private final BackPressure pressure;
    private final CommandDispatcher commands;
    private final Clock clock;

    ProjectController(
            ContentAccess access,
            ContentQueries queries,
            BackPressure pressure,
            CommandDispatcher commands,
            Clock clock) {
        this.access = access;
        this.queries = queries;
        this.pressure = pressure;
        this.commands = commands;
        this.clock = clock;
    }

    /** A page of projects, newest first. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT)
    @GetMapping
    ListData<ListedProject> list(
            @RequestParam(required = false) @Nullable String status, Paging paging, Caller caller) {
        ProjectStatus wanted = Parameters.constant("status", status, ProjectStatus.class);
        return ListData.of(
                ListData.read(paging, page -> queries.projects(caller.tenant(), wanted, page)),
                paging,
                ListedProject::of);
    }

    /** Makes a project; it is paused. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 201,
            errors = {ErrorCode.VALIDATION_ERROR, ErrorCode.PROJECT_EXISTS})
    @PostMapping
    ResponseEntity<CreatedProject> create(@RequestBody ProjectRequest request, Caller caller) {
        ProjectRequest.Checked wanted = request.check();
        ProjectId id = new ProjectId(caller.newId("proj"));
        if (!caller.isResumed() || queries.project(id).isEmpty()) {
            commands.send(
                    new CreateProject(id, wanted.name(), wanted.description(), wanted.settings(), caller.tenant()),
                    caller.metadata());
        }
        ProjectState state = access.project(id.value(), caller);
        return ResponseEntity.created(location(id.value()))
                .eTag(IfMatch.tag(state.version()))
                .body(CreatedProject.of(state));
    }

    /** One project, with its settings and what there is of it. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, errors = ErrorCode.PROJECT_NOT_FOUND)
    @GetMapping("/{project_id}")
    ResponseEntity<ProjectResponse> get(@PathVariable("project_id") String id, Caller caller) {
        return shown(access.project(id, caller));
    }

    /** Changes what is named of a project. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            errors = {ErrorCode.VALIDATION_ERROR, ErrorCode.PROJECT_NOT_FOUND, ErrorCode.PROJECT_EXISTS})
    @PatchMapping("/{project_id}")
    ResponseEntity<ProjectResponse> change(
            @PathVariable("project_id") String id, @RequestBody ProjectPatch patch, IfMatch condition, Caller caller) {
        ProjectId project = access.project(id, caller).projectId();
        commands.send(patch.check(project, condition), caller.metadata());
        return shown(access.project(id, caller));
    }

    /** Deletes a project: its jobs are ended; what was published stays published. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, answers = 200, errors = ErrorCode.PROJECT_NOT_FOUND)
    @DeleteMapping("/{project_id}")
    Deleted delete(@PathVariable("project_id") String id, IfMatch condition, Caller caller) {
        ProjectId project = access.project(id, caller).projectId();
        commands.send(new DeleteProject(project, condition.versions()), caller.metadata());
        return new Deleted("The project is deleted; its jobs are ended.", clock.instant());
    }

    /** Lets a project run: its creators are scraped, and its clips go from stage to stage. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 202,
            errors = {ErrorCode.VALIDATION_ERROR, ErrorCode.PROJECT_NOT_FOUND, ErrorCode.ALREADY_RUNNING})
    @PostMapping("/{project_id}/start")
    ResponseEntity<Requested> start(
            @PathVariable("project_id") String id,
            @RequestBody(required = false) @Nullable ReasonRequest request,
            Caller caller) {
        ProjectState project = access.project(id, caller);
        boolean running = project.status() == ProjectStatus.RUNNING;
        if (!(caller.isResumed() && running)) {
            StartProject command = new StartProject(project.projectId(), ReasonRequest.reason(request));
            if (!running) {
                pressure.admit(JobKind.SCRAPE, project.projectId(), caller);
            }
            commands.send(command, caller.metadata());
        }
        return requested(id, "The project runs; its creators are scraped from now on.");
    }

    /** Pauses a project: what is at work comes to its end, and nothing new is begun. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 202,
            errors = {ErrorCode.VALIDATION_ERROR, ErrorCode.PROJECT_NOT_FOUND, ErrorCode.ALREADY_STOPPED})
    @PostMapping("/{project_id}/stop")
    ResponseEntity<Requested> stop(
            @PathVariable("project_id") String id,
            @RequestBody(required = false) @Nullable ReasonRequest request,
            Caller caller) {
        ProjectState project = access.project(id, caller);
        if (!(caller.isResumed() && project.status() == ProjectStatus.PAUSED)) {
            commands.send(new StopProject(project.projectId(), ReasonRequest.reason(request)), caller.metadata());
        }
        return requested(id, "The project is paused; what is at work comes to its end.");
    }

    private ResponseEntity<ProjectResponse> shown(ProjectState state) {
        return ResponseEntity.ok()
                .eTag(IfMatch.tag(state.version()))
                .body(ProjectResponse.of(state, queries.stats(state)));
    }

    private ResponseEntity<Requested> requested(String id, String message) {
        return ResponseEntity.accepted().location(location(id)).body(new Requested(message, clock.instant()));
    }

    private static URI location(String id) {
        return URI.create(PATH + "/" + id);
    }
}
