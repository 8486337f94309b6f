package io.omni.api.service.deployment;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ContentTag;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.service.deployment.RequestRestart;
import io.omni.command.service.deployment.RestartSettings;
import io.omni.events.id.Ids;
import io.omni.events.service.deployment.RestartState;
import io.omni.events.service.deployment.RestartStatus;
import io.omni.query.service.deployment.DeploymentQueries;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Restarts services, and shows how restarts went. */
@RestController
@RequestMapping(RestartController.PATH)
class RestartController {
    static final String PATH = "/api/v1/services";

    private static final String PREFIX = "restart";

    private final ServiceNames services;
    private final CommandDispatcher commands;
    private final RestartWait wait;
    private final DeploymentQueries deployments;
    private final RestartSettings settings;
    private final ContentTag tag;

    RestartController(
            ServiceNames services,
            CommandDispatcher commands,
            RestartWait wait,
            DeploymentQueries deployments,
            RestartSettings settings,
            ContentTag tag) {
        this.services = services;
        this.commands = commands;
        this.wait = wait;
        this.deployments = deployments;
        this.settings = settings;
        this.tag = tag;
    }

    /** Restarts a service, and answers when its health check passes; with {@code wait=false} at once. */
    @PostMapping("/{name}/restart")
    @Access(
            scope = Scope.SERVICES,
            rate = RateCategory.SERVICE_RESTART,
            answers = {200, 202},
            errors = {
                ErrorCode.SERVICE_NOT_FOUND,
                ErrorCode.RESTART_IN_PROGRESS,
                ErrorCode.SERVICE_UNAVAILABLE,
                ErrorCode.TIMEOUT
            })
    ResponseEntity<?> restart(
            @PathVariable String name,
            @RequestParam(name = "wait", required = false) @Nullable String waiting,
            @RequestParam(name = "timeout_seconds", required = false) @Nullable String timeout,
            Caller caller) {
        services.find(name);
        boolean waits = QueryParameters.flag("wait", waiting, true);
        Duration healthTimeout = QueryValues.timeout(timeout, settings.healthTimeout());
        String restartId = request(name, healthTimeout, caller);
        URI location = URI.create(PATH + "/" + name + "/restarts/" + restartId);
        if (!waits) {
            return ResponseEntity.accepted()
                    .location(location)
                    .body(Map.of("name", name, "restart_id", restartId, "status", "restarting"));
        }
        RestartState ended = wait.untilEnded(name, restartId, healthTimeout, location);
        return ResponseEntity.ok(Restarted.of(name, ended));
    }

    /** A request that comes again after a crash finds the restart it had asked for; one that has failed may be tried again. */
    private String request(String name, Duration healthTimeout, Caller caller) {
        String restartId = caller.newId(PREFIX);
        Optional<RestartState> earlier = caller.isResumed() ? deployments.restart(name, restartId) : Optional.empty();
        if (earlier.isPresent()) {
            RestartState restart = earlier.get();
            if (!restart.isEnded() || restart.status() == RestartStatus.RESTARTED) {
                return restartId;
            }
            restartId = Ids.next(PREFIX);
        }
        commands.send(new RequestRestart(name, restartId, healthTimeout, null), caller.metadata());
        return restartId;
    }

    /** One restart of a service. */
    @GetMapping("/{name}/restarts/{restartId}")
    @Access(
            scope = Scope.READ,
            rate = RateCategory.READ,
            errors = {ErrorCode.SERVICE_NOT_FOUND, ErrorCode.NOT_FOUND})
    ResponseEntity<RestartResponse> get(@PathVariable String name, @PathVariable String restartId) {
        services.find(name);
        return deployments
                .restart(name, restartId)
                .map(restart -> tag.tagged(RestartResponse.of(name, restart)))
                .orElseThrow(() -> new Refusal("NOT_FOUND", "this service has no restart with this id"));
    }
}
