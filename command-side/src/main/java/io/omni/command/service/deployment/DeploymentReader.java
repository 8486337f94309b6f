package io.omni.command.service.deployment;

import io.omni.events.service.deployment.DeploymentId;
import io.omni.events.service.deployment.RollingRestartState;
import io.omni.events.service.deployment.ServiceDeploymentState;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

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
        return read(deployments, DeploymentId.of(service).value(), ServiceDeployment::state)
                .orElseGet(() -> ServiceDeploymentState.untouched(service));
    }

    /** A rolling restart; empty when there is none with this id. */
    public Optional<RollingRestartState> rolling(String rollingId) {
        return read(rollingRestarts, rollingId, RollingRestart::state);
    }

    private static <A, S> Optional<S> read(Repository<A> repository, String id, Function<A, @Nullable S> state) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            S found = repository.load(id).invoke(state::apply);
            work.commit();
            return Optional.ofNullable(found);
        } catch (AggregateNotFoundException e) {
            work.rollback(e);
            return Optional.empty();
        } catch (RuntimeException e) {
            work.rollback(e);
            throw e;
        }
    }
}
