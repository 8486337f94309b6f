package io.omni.events.service.deployment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The recorded configuration of a service was changed. It holds only what really changed.
 *
 * @param service the service's catalogue name
 * @param environment the variables that were set; null for one that was removed
 * @param resources {@code memory_limit} and {@code cpu_limit} as far as they were set; null for one that was removed
 * @param configVersion the configuration's version from now on, 1 for the first change
 */
public record ServiceConfigUpdated(
        String service,
        Map<String, @Nullable ConfigValue> environment,
        Map<String, @Nullable String> resources,
        long configVersion)
        implements ServiceDeploymentEvent {

    /** Keeps its own sorted copies. */
    public ServiceConfigUpdated {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        resources = Collections.unmodifiableMap(new TreeMap<>(resources));
    }
}
