package io.omni.command.service.deployment;

import io.omni.command.Refusal;
import io.omni.events.id.Hashes;
import io.omni.events.service.deployment.RestartProblem;
import io.omni.events.service.deployment.RestartState;
import io.omni.events.service.deployment.RestartStatus;
import io.omni.events.service.deployment.RollingRestartState;
import io.omni.events.service.deployment.ServiceDeploymentState;
import java.time.Duration;
import java.util.Optional;

/** Takes rolling restarts from one service to the next. It waits for none: what isn't over yet is looked at again later. */
final class RollingWorker {
    private static final int ID_DIGITS = 32;

    private final DeploymentReader deployments;
    private final RestartReports reports;

    RollingWorker(DeploymentReader deployments, RestartReports reports) {
        this.deployments = deployments;
        this.reports = reports;
    }

    /**
     * Goes on with a rolling restart.
     *
     * @return whether it is over; otherwise it is to be taken up again soon
     */
    boolean work(RollingTask task) {
        while (true) {
            Optional<RollingRestartState> found = deployments.rolling(task.rollingId());
            if (found.isEmpty() || found.get().isEnded()) {
                return true;
            }
            RollingRestartState rolling = found.get();
            String service = rolling.next();
            if (service == null) {
                reports.send(new ReportRollingCompleted(rolling.rollingId()), task.origin());
                return true;
            }
            if (!restarted(rolling, service, task)) {
                return deployments.rolling(task.rollingId()).orElseThrow().isEnded();
            }
        }
    }

    private boolean restarted(RollingRestartState rolling, String service, RollingTask task) {
        // Derived, so that asking again after a crash means the same restart.
        String restartId =
                "restart_" + Hashes.sha256(rolling.rollingId() + "\n" + service).substring(0, ID_DIGITS);
        ServiceDeploymentState deployment = deployments.of(service);
        RestartState restart = deployment.restart();
        if (restart == null || !restart.restartId().equals(restartId)) {
            request(rolling, service, restartId, task);
            return false;
        }
        if (!restart.isEnded()) {
            return false;
        }
        if (restart.status() == RestartStatus.RESTARTED) {
            reports.send(new ReportRollingProgress(rolling.rollingId(), service, restartId), task.origin());
            return true;
        }
        RestartProblem problem = restart.problem() == null
                ? new RestartProblem(RestartProblem.UNAVAILABLE, "the service could not be restarted")
                : restart.problem();
        reports.send(new ReportRollingFailed(rolling.rollingId(), service, problem), task.origin());
        return false;
    }

    private void request(RollingRestartState rolling, String service, String restartId, RollingTask task) {
        Duration healthTimeout = Duration.ofMillis(rolling.healthTimeoutMs());
        try {
            reports.send(new RequestRestart(service, restartId, healthTimeout, rolling.rollingId()), task.origin());
        } catch (Refusal refusal) {
            // Somebody else restarts it right now; this one's turn comes when that is over.
            if (!refusal.code().equals("RESTART_IN_PROGRESS")) {
                throw refusal;
            }
        }
    }
}
