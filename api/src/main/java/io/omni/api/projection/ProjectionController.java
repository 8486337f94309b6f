package io.omni.api.projection;

import io.omni.api.edge.Access;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ContentTag;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.projection.replay.ProjectionStatus;
import io.omni.projection.replay.Projections;
import io.omni.projection.replay.Replays;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the projections, and has them made anew. */
@RestController
@RequestMapping(ProjectionController.PATH)
// How far they are is the answer, not something to wait for.
@ReadsFrom({})
class ProjectionController {
    /** Where projections are. */
    static final String PATH = "/api/v1/projections";

    private final Projections projections;
    private final Replays replays;
    private final ContentTag tag;

    ProjectionController(Projections projections, Replays replays, ContentTag tag) {
        this.projections = projections;
        this.replays = replays;
        this.tag = tag;
    }

    /** How all of them stand. */
    @GetMapping
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    ProjectionResponse.Listed list() {
        return new ProjectionResponse.Listed(
                projections.all().stream().map(ProjectionResponse::of).toList());
    }

    /** How one of them stands. */
    @GetMapping("/{name}")
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.PROJECTION_NOT_FOUND)
    ResponseEntity<ProjectionResponse> get(@PathVariable String name) {
        return tag.tagged(ProjectionResponse.of(find(name)));
    }

    /** Begins to make one of them anew, beside the live one. */
    @PostMapping("/{name}/replay")
    @Access(
            scope = Scope.ADMIN,
            rate = RateCategory.CHANGE,
            answers = 202,
            errors = {ErrorCode.PROJECTION_NOT_FOUND, ErrorCode.CONFLICT, ErrorCode.REPLAY_RUNNING})
    ResponseEntity<ProjectionResponse> replay(@PathVariable String name, Caller caller) {
        if (!find(name).replayable()) {
            throw new ApiError(
                    ErrorCode.CONFLICT,
                    "\"" + name + "\" acts on the outside or stands in one order, so it never replays; the list says"
                            + " which projections do.");
        }
        replays.begin(name, caller.actor())
                .orElseThrow(() -> new ApiError(
                        ErrorCode.REPLAY_RUNNING,
                        "A replay of \"" + name + "\" runs already; read the projection to see how far it is."));
        return ResponseEntity.accepted()
                .location(URI.create(PATH + "/" + name))
                .body(ProjectionResponse.of(find(name)));
    }

    private ProjectionStatus find(String name) {
        return projections
                .find(name)
                .orElseThrow(() -> new ApiError(
                        ErrorCode.PROJECTION_NOT_FOUND,
                        "There is no projection with this name; list the projections to find it."));
    }
}
