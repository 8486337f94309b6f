package io.omni.api.service.deployment;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.command.Refusal;
import io.omni.command.Refusal.Detail;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.deployment.RestartSettings;
import io.omni.command.service.deployment.StartRollingRestart;
import io.omni.events.id.Ids;
import io.omni.events.service.deployment.RollingRestartState;
import io.omni.query.service.deployment.DeploymentQueries;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Restarts several services, one after the other, in the order of their dependencies. */
@RestController
@RequestMapping(RollingRestartController.PATH)
class RollingRestartController {
    static final String PATH = "/api/v1/services/restart";

    private static final int MOST_NAMES = 1_000;
    private static final String PREFIX = "rolling";

    private final ServiceCatalog catalog;
    private final RestartOrder order;
    private final CommandDispatcher commands;
    private final DeploymentQueries deployments;
    private final RestartSettings settings;

    RollingRestartController(
            ServiceCatalog catalog,
            RestartOrder order,
            CommandDispatcher commands,
            DeploymentQueries deployments,
            RestartSettings settings) {
        this.catalog = catalog;
        this.order = order;
        this.commands = commands;
        this.deployments = deployments;
        this.settings = settings;
    }

    /** Starts a rolling restart; with {@code dry_run=true} only says what it would do. */
    @PostMapping
    @Access(
            scope = Scope.SERVICES,
            rate = RateCategory.SERVICE_RESTART,
            answers = {200, 202},
            errors = ErrorCode.VALIDATION_ERROR)
    ResponseEntity<?> restart(
            @RequestBody RollingRequest request,
            @RequestParam(name = "dry_run", required = false) @Nullable String dryRun,
            @RequestParam(name = "timeout_seconds", required = false) @Nullable String timeout,
            Caller caller) {
        boolean previews = QueryParameters.flag("dry_run", dryRun, false);
        Duration healthTimeout = QueryValues.timeout(timeout, settings.healthTimeout());
        List<String> names = names(request);
        boolean dependents = Boolean.TRUE.equals(request.includeDependents());
        List<String> ordered = order.of(names, dependents);
        if (previews) {
            return ResponseEntity.ok(plan(names, dependents, ordered));
        }
        String rollingId = caller.newId(PREFIX);
        if (!caller.isResumed() || deployments.rolling(rollingId).isEmpty()) {
            commands.send(
                    new StartRollingRestart(rollingId, names, dependents, ordered, healthTimeout), caller.metadata());
        }
        return ResponseEntity.accepted()
                .location(URI.create(PATH + "/" + rollingId))
                .body(Map.of("rolling_id", rollingId, "status", "running", "services", ordered));
    }

    /** A rolling restart. */
    @GetMapping("/{rollingId}")
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.NOT_FOUND)
    ResponseEntity<RollingResponse> get(@PathVariable String rollingId) {
        if (!Ids.isValid(PREFIX, rollingId)) {
            throw notFound();
        }
        RollingRestartState state = deployments.rolling(rollingId).orElseThrow(RollingRestartController::notFound);
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(RollingResponse.of(state));
    }

    private RollingPlan plan(List<String> names, boolean dependents, List<String> ordered) {
        List<RollingPlan.Step> steps = IntStream.range(0, ordered.size())
                .mapToObj(i -> new RollingPlan.Step(
                        i + 1,
                        ordered.get(i),
                        names.contains(ordered.get(i)),
                        order.before(ordered.get(i), ordered.subList(0, i))))
                .toList();
        return new RollingPlan(true, names, dependents, steps);
    }

    private List<String> names(RollingRequest request) {
        List<@Nullable String> given = request.names();
        if (given == null || given.isEmpty() || given.size() > MOST_NAMES) {
            throw invalid(List.of(new Detail("names", "give 1 to " + MOST_NAMES + " services")));
        }
        List<Detail> broken = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String name = given.get(i);
            String field = "names[" + i + "]";
            if (name == null || catalog.find(name).isEmpty()) {
                broken.add(new Detail(field, "there is no service with this name"));
            } else if (names.contains(name)) {
                broken.add(new Detail(field, "the service is named before"));
            } else {
                names.add(name);
            }
        }
        if (!broken.isEmpty()) {
            throw invalid(broken);
        }
        return names;
    }

    private static Refusal invalid(List<Detail> broken) {
        return new Refusal(
                "VALIDATION_ERROR", "some fields break a rule; see the details", broken.toArray(Detail[]::new));
    }

    private static Refusal notFound() {
        return new Refusal("NOT_FOUND", "there is no rolling restart with this id");
    }
}
