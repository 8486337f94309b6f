package io.omni.events.service;

/** An event that concerns one managed service. Whoever follows events can ask for those of a service by its name. */
public interface AboutService {
    /** The service's name, as the catalogue has it. */
    String serviceName();
}
