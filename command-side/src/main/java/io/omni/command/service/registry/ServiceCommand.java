package io.omni.command.service.registry;

import io.omni.command.Command;
import io.omni.events.service.ServiceName;

/** Tells a service's aggregate what was found out about it. Nothing changes when it is known already, or the service is gone. */
public sealed interface ServiceCommand extends Command permits ReportHealth, CorrectRootCause {

    /** The service. */
    ServiceName service();

    @Override
    default String aggregateId() {
        return service().value();
    }
}
