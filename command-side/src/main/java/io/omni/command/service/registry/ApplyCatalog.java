package io.omni.command.service.registry;

import io.omni.command.Command;
import io.omni.command.service.ServiceCatalog.ManagedService;
import io.omni.events.id.Hashes;
import io.omni.events.service.ServiceDefinition;
import io.omni.events.service.ServiceName;
import java.util.List;

/**
 * Makes the platform's services those of a catalogue: registers the new ones, changes those that differ, retires those it lacks. All of
 * it is one append, and the same catalogue again changes nothing.
 *
 * @param services all services of the catalogue, in its order
 */
public record ApplyCatalog(List<Entry> services) implements Command {
    static final String CATALOG_ID = "catalog_platform";

    /** Keeps its own copy of the list. */
    public ApplyCatalog {
        services = List.copyOf(services);
    }

    /**
     * One service of the catalogue.
     *
     * @param service its name
     * @param definition what the catalogue says of it
     */
    public record Entry(ServiceName service, ServiceDefinition definition) {}

    /** The command that puts a sound catalogue into effect. */
    public static ApplyCatalog of(List<ManagedService> services) {
        return new ApplyCatalog(services.stream().map(ApplyCatalog::entry).toList());
    }

    @Override
    public String aggregateId() {
        return CATALOG_ID;
    }

    /** Two catalogues with the same digest say the same; a record's text holds all of it. */
    String digest() {
        return Hashes.sha256(services.toString());
    }

    private static Entry entry(ManagedService service) {
        return new Entry(
                new ServiceName(service.name()),
                new ServiceDefinition(
                        service.description().orElse(null),
                        service.container(),
                        service.port(),
                        service.tier(),
                        service.health(),
                        service.critical(),
                        service.dependsOn().stream().map(ServiceName::new).toList(),
                        service.stages(),
                        service.version().orElse(null)));
    }
}
