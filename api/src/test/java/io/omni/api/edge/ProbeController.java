package io.omni.api.edge;

import io.omni.api.EdgeTestApplication;
import io.omni.command.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Provokes each kind of answer. */
@RestController
@Profile(EdgeTestApplication.PROFILE)
@RequestMapping("/probe")
class ProbeController {

    record Body(
            @Nullable String name,
            @Nullable Integer count,
            @Nullable Boolean flag,
            @Nullable @Max(10) Integer maxIterations,
            @Nullable List<Body> items,
            @Nullable Object any) {}

    record Asker(String actor, String requestId, String traceId) {}

    record Named(String name) {}

    @Access(scope = Scope.PIPELINES, rate = RateCategory.CHANGE)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Named echo(@RequestBody @Valid Body body) {
        return new Named(String.valueOf(body.name()));
    }

    @Access(scope = Scope.PIPELINES, rate = RateCategory.CHANGE)
    @PostMapping(path = "/bytes")
    Named bytes(@RequestBody byte[] body) {
        return new Named(String.valueOf(body.length));
    }

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/caller")
    Asker caller(Caller caller) {
        if (!caller.equals(Caller.current())) {
            throw new IllegalStateException("The parameter and the thread disagree.");
        }
        return new Asker(caller.actor(), caller.requestId(), caller.traceId());
    }

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/items/{item}")
    Named item(@PathVariable String item) {
        return new Named(item);
    }

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/parameter")
    Named parameter(@RequestParam int limit) {
        return new Named(String.valueOf(limit));
    }

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/invalid")
    Named invalid() {
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        problems.check(false, "task", "must not be empty");
        problems.check(true, "config", "must be there");
        problems.add("stages[2]", "is no stage");
        problems.throwIfAny();
        return new Named("unreachable");
    }

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/refused")
    Named refused() {
        Refusal refusal = new Refusal(
                "PIPELINE_RUNNING",
                "A pipeline runs for this branch; wait for it.",
                new Refusal.Detail("pipeline_id", "pipe_1"));
        throw new IllegalStateException("wrapped", new RuntimeException(refusal));
    }

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/refused-not-found")
    Named notFound() {
        throw new Refusal("PIPELINE_NOT_FOUND", "There is no pipeline pipe_2.");
    }

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/refused-unlisted")
    Named unlisted() {
        throw new Refusal("SOME_NEW_RULE", "A rule says no.");
    }

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/fault")
    Named fault() {
        throw new IllegalStateException("password=hunter2");
    }

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/send-error")
    void sendError(HttpServletResponse response) throws IOException {
        response.sendError(503, "hunter2");
    }

    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/store-away")
    Named storeAway() {
        throw new CannotGetJdbcConnectionException("away", new SQLTransientConnectionException("timed out", "08001"));
    }
}
