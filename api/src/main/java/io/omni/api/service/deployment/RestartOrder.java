package io.omni.api.service.deployment;

import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceCatalog.ManagedService;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds the order in which services are restarted: each after those it depends on, directly or not. */
@Component
class RestartOrder {
    private final ServiceCatalog catalog;

    RestartOrder(ServiceCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The services to restart, in order.
     *
     * @param names services of the catalogue
     * @param includeDependents whether everything that depends on them, directly or not, is restarted too
     */
    List<String> of(Collection<String> names, boolean includeDependents) {
        Set<String> wanted = new LinkedHashSet<>(names);
        Set<String> ordered = new LinkedHashSet<>();
        catalog.services().forEach(service -> visit(service, ordered));
        if (includeDependents) {
            // In this order a service comes after all it depends on, so that one pass finds the indirect ones too.
            ordered.stream()
                    .filter(name -> dependsOn(name).stream().anyMatch(wanted::contains))
                    .forEach(wanted::add);
        }
        return ordered.stream().filter(wanted::contains).toList();
    }

    /** Those of the services that a service depends on, directly or not. */
    List<String> before(String name, Collection<String> among) {
        Set<String> needed = new LinkedHashSet<>();
        catalog.find(name).ifPresent(service -> visit(service, needed));
        return among.stream()
                .filter(other -> !other.equals(name) && needed.contains(other))
                .toList();
    }

    private void visit(ManagedService service, Set<String> ordered) {
        if (ordered.contains(service.name())) {
            return;
        }
        service.dependsOn().forEach(needed -> catalog.find(needed).ifPresent(next -> visit(next, ordered)));
        ordered.add(service.name());
    }

    private List<String> dependsOn(String name) {
        return catalog.find(name).map(ManagedService::dependsOn).orElse(List.of());
    }
}
