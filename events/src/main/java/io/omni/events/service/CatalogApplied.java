package io.omni.events.service;

import java.util.List;

/**
 * A catalogue took effect; what it registered, changed and retired are events of the services, in the same append.
 *
 * @param catalogId the one catalogue of the platform
 * @param digest the SHA-256 of all definitions, as 64 hex digits: the same digest is the same catalogue
 * @param services the services it holds, in its order
 */
public record CatalogApplied(String catalogId, String digest, List<ServiceName> services) implements CatalogEvent {

    /** Keeps its own copy of the list. */
    public CatalogApplied {
        services = List.copyOf(services);
    }
}
