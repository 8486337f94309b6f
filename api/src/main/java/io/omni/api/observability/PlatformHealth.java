package io.omni.api.observability;

/** How many of the managed services are healthy, as the last probes found them. */
public interface PlatformHealth {

    /** How many services are healthy now. */
    int servicesHealthy();

    /** How many services are managed. */
    int servicesTotal();
}
