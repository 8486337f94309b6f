package io.omni.api.service.deployment;

import io.omni.command.Refusal;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceCatalog.ManagedService;
import org.springframework.stereotype.Component;

/** Looks up the services that paths name. */
@Component
class ServiceNames {
    private final ServiceCatalog catalog;

    ServiceNames(ServiceCatalog catalog) {
        this.catalog = catalog;
    }

    /** The service with this name; refuses with {@code SERVICE_NOT_FOUND}. */
    ManagedService find(String name) {
        return catalog.find(name)
                .orElseThrow(() -> new Refusal(
                        "SERVICE_NOT_FOUND", "there is no service with this name; list the services to find it"));
    }
}
