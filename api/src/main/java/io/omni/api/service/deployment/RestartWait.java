package io.omni.api.service.deployment;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import io.omni.command.service.deployment.DeploymentReader;
import io.omni.command.service.deployment.RestartSettings;
import io.omni.events.service.deployment.RestartProblem;
import io.omni.events.service.deployment.RestartState;
import io.omni.events.service.deployment.RestartStatus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Waits, within bounds, until a restart has ended. It may be done by another node, so what counts is what is stored. */
@Component
class RestartWait {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final DeploymentReader deployments;
    private final RestartSettings settings;

    RestartWait(DeploymentReader deployments, RestartSettings settings) {
        this.deployments = deployments;
        this.settings = settings;
    }

    /**
     * The restart when it has succeeded.
     *
     * @throws ApiError {@code TIMEOUT} or {@code SERVICE_UNAVAILABLE} when it hasn't, saying what became of it
     */
    RestartState untilEnded(String service, String restartId, Duration healthTimeout, URI location) {
        Duration longest = healthTimeout.plus(settings.stopGrace()).plus(MARGIN);
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            RestartState restart = deployments.of(service).restart();
            if (restart == null || !restart.restartId().equals(restartId)) {
                throw goesOn(restartId, location, "it was followed by another restart");
            }
            if (restart.status() == RestartStatus.RESTARTED) {
                return restart;
            }
            if (restart.isEnded()) {
                throw failed(restart, location);
            }
            if (System.nanoTime() - deadline >= 0) {
                throw goesOn(restartId, location, "it is not over yet and goes on");
            }
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw goesOn(restartId, location, "the server is being stopped; the restart goes on after its start");
            }
        }
    }

    private static ApiError failed(RestartState restart, URI location) {
        RestartProblem problem = restart.problem() == null
                ? new RestartProblem(RestartProblem.UNAVAILABLE, "the service could not be restarted")
                : restart.problem();
        String outcome = restart.status() == RestartStatus.ROLLED_BACK
                ? "; the previous container was put back and is " + restart.health()
                : "";
        return new ApiError(
                problem.code().equals(RestartProblem.TIMEOUT) ? ErrorCode.TIMEOUT : ErrorCode.SERVICE_UNAVAILABLE,
                problem.message() + outcome,
                List.of(
                        new ErrorDetail("restart_id", restart.restartId()),
                        new ErrorDetail("status", restart.status().wireName())),
                Map.of("Location", location.toString()));
    }

    private static ApiError goesOn(String restartId, URI location, String what) {
        return new ApiError(
                ErrorCode.TIMEOUT,
                "The restart has no result yet: " + what + "; read it at " + location + ".",
                List.of(new ErrorDetail("restart_id", restartId)),
                Map.of("Location", location.toString()));
    }
}
