package io.omni.events.service;

/** Something that happened to a managed service. */
public sealed interface ServiceEvent extends AboutService
        permits ServiceRegistered, ServiceChanged, ServiceRetired, ServiceHealthChanged, ServiceRootCauseCorrected {

    /** The service it happened to. */
    ServiceName service();

    @Override
    default String serviceName() {
        return service().value();
    }
}
