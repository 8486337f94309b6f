package io.omni.command.service.deployment;

import io.omni.command.eventstore.StoredAggregates;
import io.omni.events.service.deployment.DeploymentId;
import io.omni.events.service.deployment.RollingRestartState;
import io.omni.events.service.deployment.ServiceDeploymentState;
import java.util.Optional;
import org.axonframework.modelling.command.Repository;

/** Reads deployments and rolling restarts as they are stored now, where a decision or an answer must not be behind. */
public final class DeploymentReader {
    private final Repository<ServiceDeployment> deployments;
    private final Repository<RollingRestart> rollingRestarts;

    DeploymentReader(Repository<ServiceDeployment> deployments, Repository<RollingRestart> rollingRestarts) {
        this.deployments = deployments;
        this.rollingRestarts = rollingRestarts;
    }

    /** The deployment of a service; one to which nothing has happened yet is there too. */
    public ServiceDeploymentState of(String service) {
        return StoredAggregates.read(deployments, DeploymentId.of(service).value(), ServiceDeployment::state)
                .orElseGet(() -> ServiceDeploymentState.untouched(service));
    }

    /** A rolling restart; empty when there is none with this id. */
    public Optional<RollingRestartState> rolling(String rollingId) {
        return StoredAggregates.read(rollingRestarts, rollingId, RollingRestart::state);
    }
}
