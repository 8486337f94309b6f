package io.omni.api.content;

import io.omni.api.content.ProjectResponses.AddedCreator;
import io.omni.api.content.ProjectResponses.CreatorResponse;
import io.omni.api.content.ProjectResponses.Deleted;
import io.omni.api.edge.Access;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.api.edge.envelope.Enveloped;
import io.omni.api.edge.envelope.Paging;
import io.omni.command.content.AddCreator;
import io.omni.command.content.RemoveCreator;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.Creator;
import io.omni.events.content.CreatorId;
import io.omni.events.content.JobKind;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ProjectStatus;
import io.omni.query.content.ContentQueries;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** Adds creators to projects, shows and removes them. */
@Enveloped
@ReadsFrom("content")
@RequestMapping(ProjectController.PATH + "/{project_id}/creators")
class CreatorController {
    private final ContentAccess access;
    private final ContentQueries queries;
    private final BackPressure pressure;
    private final CommandDispatcher commands;
    private final Clock clock;

    CreatorController(
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

    /** Adds a creator to a project. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 201,
            errors = {
                ErrorCode.VALIDATION_ERROR,
                ErrorCode.PROJECT_NOT_FOUND,
                ErrorCode.CREATOR_EXISTS,
                ErrorCode.INVALID_HANDLE
            })
    @PostMapping
    ResponseEntity<AddedCreator> add(
            @PathVariable("project_id") String projectId, @RequestBody CreatorRequest request, Caller caller) {
        ProjectState project = access.project(projectId, caller);
        CreatorId id = new CreatorId(caller.newId("cr"));
        if (!caller.isResumed() || project.creator(id).isEmpty()) {
            AddCreator command = request.check(project.projectId(), id);
            if (project.status() == ProjectStatus.RUNNING) {
                // It is scraped at once.
                pressure.admit(JobKind.SCRAPE, project.projectId(), caller);
            }
            commands.send(command, caller.metadata());
        }
        Creator creator = access.project(projectId, caller).creator(id).orElseThrow(CreatorController::noCreator);
        return ResponseEntity.created(URI.create(ProjectController.PATH + "/" + projectId + "/creators/" + id))
                .body(AddedCreator.of(creator));
    }

    /** A page of a project's creators, newest first. */
    @Access(scope = Scope.CONTENT, rate = RateCategory.CONTENT, errors = ErrorCode.PROJECT_NOT_FOUND)
    @GetMapping
    ListData<CreatorResponse> list(@PathVariable("project_id") String projectId, Paging paging, Caller caller) {
        ProjectState project = access.project(projectId, caller);
        Map<String, Instant> scraped = queries.lastScraped(project.projectId());
        List<CreatorResponse> creators = project.creators().reversed().stream()
                .map(creator -> CreatorResponse.of(
                        creator, scraped.get(creator.creatorId().value())))
                .toList();
        return ListData.of(creators, paging);
    }

    /** Removes a creator; what was scraped of it stays. {@code If-Match} names the project's version. */
    @Access(
            scope = Scope.CONTENT,
            rate = RateCategory.CONTENT,
            answers = 200,
            errors = {ErrorCode.PROJECT_NOT_FOUND, ErrorCode.CREATOR_NOT_FOUND})
    @DeleteMapping("/{creator_id}")
    Deleted remove(
            @PathVariable("project_id") String projectId,
            @PathVariable("creator_id") String creatorId,
            IfMatch condition,
            Caller caller) {
        ProjectState project = access.project(projectId, caller);
        if (!CreatorId.isValid(creatorId)) {
            throw noCreator();
        }
        commands.send(
                new RemoveCreator(project.projectId(), new CreatorId(creatorId), condition.versions()),
                caller.metadata());
        return new Deleted("The creator is removed; what was scraped of it stays.", clock.instant());
    }

    static ApiError noCreator() {
        return new ApiError(
                ErrorCode.CREATOR_NOT_FOUND, "The project has no creator with this id; list its creators to find it.");
    }
}
