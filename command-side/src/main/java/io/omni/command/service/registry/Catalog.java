package io.omni.command.service.registry;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.service.CatalogApplied;
import io.omni.events.service.ServiceName;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/**
 * Which services there are. There is one, so the store's unique key on an aggregate's sequence lets one of several nodes that apply a
 * catalogue at the same time go first; the others then find it applied.
 */
@AggregateRoot(type = "catalog")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Catalog {
    @AggregateIdentifier
    private String id = ApplyCatalog.CATALOG_ID;

    private String digest = "";
    private List<ServiceName> services = new ArrayList<>();

    String digest() {
        return digest;
    }

    List<ServiceName> services() {
        return List.copyOf(services);
    }

    void apply(ApplyCatalog command) {
        AggregateLifecycle.apply(new CatalogApplied(
                id,
                command.digest(),
                command.services().stream().map(ApplyCatalog.Entry::service).toList()));
    }

    @EventSourcingHandler
    void evolve(CatalogApplied event) {
        id = event.catalogId();
        digest = event.digest();
        services = new ArrayList<>(event.services());
    }
}
