package io.omni.command.service.registry;

import io.omni.events.service.ServiceName;
import java.util.LinkedHashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Handles the commands on services. A catalogue and all the services it touches change in one append. */
class ServiceCommandHandler {
    private final Repository<Catalog> catalogs;
    private final Repository<Service> services;

    ServiceCommandHandler(Repository<Catalog> catalogs, Repository<Service> services) {
        this.catalogs = catalogs;
        this.services = services;
    }

    @CommandHandler
    boolean handle(ApplyCatalog command) throws Exception {
        Aggregate<Catalog> catalog = catalogs.loadOrCreate(command.aggregateId(), Catalog::new);
        if (catalog.invoke(Catalog::digest).equals(command.digest())) {
            return false;
        }
        Set<ServiceName> gone = new LinkedHashSet<>(catalog.invoke(Catalog::services));
        for (ApplyCatalog.Entry entry : command.services()) {
            gone.remove(entry.service());
            services.loadOrCreate(entry.service().value(), () -> new Service(entry.service()))
                    .execute(service -> service.declare(entry.service(), entry.definition()));
        }
        for (ServiceName name : gone) {
            services.load(name.value()).execute(Service::retire);
        }
        catalog.execute(c -> c.apply(command));
        return true;
    }

    @CommandHandler
    boolean handle(ReportHealth command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(CorrectRootCause command) {
        return decide(command);
    }

    private boolean decide(ServiceCommand command) {
        try {
            return services.load(command.service().value()).invoke(service -> service.decide(command));
        } catch (AggregateNotFoundException e) {
            // A probe may end after its service was dropped from a database that was put back; there is nothing to
            // tell.
            return false;
        }
    }
}
