package io.omni.events.service.deployment;

import io.omni.events.service.AboutService;

/** Something that happened to the deployment of a managed service. */
public sealed interface ServiceDeploymentEvent extends AboutService
        permits ServiceConfigUpdated,
                ServiceRestartRequested,
                ServiceRestartProgressed,
                ServiceRollbackStarted,
                ServiceRestarted,
                ServiceRolledBack,
                ServiceRestartFailed {

    /** The service's catalogue name. */
    String service();

    @Override
    default String serviceName() {
        return service();
    }
}
