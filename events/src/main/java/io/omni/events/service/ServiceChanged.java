package io.omni.events.service;

import java.util.List;

/**
 * The catalogue says something else of a service now.
 *
 * @param service the service
 * @param definition what it says now
 * @param changed the names of the members that differ, for example {@code port}
 */
public record ServiceChanged(ServiceName service, ServiceDefinition definition, List<String> changed)
        implements ServiceEvent {

    /** Keeps its own copy of the list. */
    public ServiceChanged {
        changed = List.copyOf(changed);
    }
}
