package io.omni.api.projection;

import io.omni.api.edge.Access;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.projection.deadletter.DeadLetter;
import io.omni.projection.deadletter.DeadLetters;
import io.omni.projection.replay.Projections;
import io.omni.projection.replay.Replays;
import io.omni.query.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the events that a projection has put aside, and has somebody decide about them. */
@RestController
@RequestMapping(ProjectionController.PATH + "/{name}/dead-letters")
// How far they are is the answer, not something to wait for.
@ReadsFrom({})
class DeadLetterController {
    private static final String LIST = "dead-letters";
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 200;
    private static final int LONGEST_REASON = 500;

    private final Projections projections;
    private final DeadLetters letters;
    private final Replays replays;

    DeadLetterController(Projections projections, DeadLetters letters, Replays replays) {
        this.projections = projections;
        this.letters = letters;
        this.replays = replays;
    }

    /** A page of a projection's dead letters, those of the newest events first. */
    @GetMapping
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.PROJECTION_NOT_FOUND)
    DeadLetterResponse.Listed list(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String include) {
        int most = limit == null ? DEFAULT_LIMIT : limit;
        if (most < 1 || most > MAX_LIMIT) {
            throw QueryParameters.bad("limit", "give a whole number from 1 to 200");
        }
        boolean counted = QueryParameters.total(include);
        requireProjection(name);
        List<DeadLetter> found = letters.list(name, before(cursor), most + 1);
        List<DeadLetter> page = found.subList(0, Math.min(most, found.size()));
        return new DeadLetterResponse.Listed(
                page.stream().map(DeadLetterResponse::of).toList(),
                found.size() > most ? Cursor.write(LIST, page.getLast().position()) : null,
                counted ? letters.count(name) : null);
    }

    /** Tries an event again, with those of the same sequence that wait. */
    @PostMapping("/{eventId}/retry")
    @Access(
            scope = Scope.ADMIN,
            rate = RateCategory.CHANGE,
            errors = {ErrorCode.PROJECTION_NOT_FOUND, ErrorCode.NOT_FOUND, ErrorCode.CONFLICT})
    DeadLetterResponse.Retried retry(@PathVariable String name, @PathVariable String eventId) {
        DeadLetter letter = parked(name, eventId);
        int handled = replays.retry(letter);
        return new DeadLetterResponse.Retried(
                handled, letters.find(name, eventId).map(DeadLetterResponse::of).orElse(null));
    }

    /** Leaves an event out, for a reason, and goes on with those that wait behind it. */
    @PostMapping("/{eventId}/discard")
    @Access(
            scope = Scope.ADMIN,
            rate = RateCategory.CHANGE,
            errors = {
                ErrorCode.PROJECTION_NOT_FOUND,
                ErrorCode.NOT_FOUND,
                ErrorCode.CONFLICT,
                ErrorCode.VALIDATION_ERROR
            })
    DeadLetterResponse discard(
            @PathVariable String name, @PathVariable String eventId, @RequestBody Discard request, Caller caller) {
        String reason = request.reason() == null ? "" : request.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new ApiError(
                    ErrorCode.VALIDATION_ERROR,
                    "A field breaks a rule; see the details.",
                    new ErrorDetail("reason", "say in 1 to 500 characters why the event is left out"));
        }
        if (!replays.discard(parked(name, eventId), caller.actor(), reason)) {
            throw decided();
        }
        return letters.find(name, eventId).map(DeadLetterResponse::of).orElseThrow(DeadLetterController::notFound);
    }

    private DeadLetter parked(String name, String eventId) {
        requireProjection(name);
        DeadLetter letter = letters.find(name, eventId).orElseThrow(DeadLetterController::notFound);
        if (!letter.status().equals("parked")) {
            throw decided();
        }
        return letter;
    }

    private void requireProjection(String name) {
        if (projections.find(name).isEmpty()) {
            throw new ApiError(
                    ErrorCode.PROJECTION_NOT_FOUND,
                    "There is no projection with this name; list the projections to find it.");
        }
    }

    private static long before(@Nullable String cursor) {
        return cursor == null
                ? Long.MAX_VALUE
                : QueryParameters.paged(() -> Cursor.read(LIST, 1, cursor).position(0));
    }

    private static ApiError notFound() {
        return new ApiError(
                ErrorCode.NOT_FOUND, "The projection has put no such event aside; list its dead letters to find one.");
    }

    private static ApiError decided() {
        return new ApiError(ErrorCode.CONFLICT, "This event was discarded already; not even a replay brings it back.");
    }

    /**
     * Why an event is left out.
     *
     * @param reason 1 to 500 characters
     */
    record Discard(@Nullable String reason) {}
}
