package io.omni.events.service.deployment;

/** Something that happened to the deployment of a managed service. */
public sealed interface ServiceDeploymentEvent
        permits ServiceConfigUpdated,
                ServiceRestartRequested,
                ServiceRestartProgressed,
                ServiceRollbackStarted,
                ServiceRestarted,
                ServiceRolledBack,
                ServiceRestartFailed {

    /** The service's catalogue name. */
    String service();
}
