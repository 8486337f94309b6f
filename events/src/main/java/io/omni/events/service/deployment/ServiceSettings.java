package io.omni.events.service.deployment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded for a service: it overlays what its container has of its own.
 *
 * @param environment values by variable name, sorted by name
 * @param memoryLimit a whole number and {@code b}, {@code k}, {@code m} or {@code g}; null when none is recorded
 * @param cpuLimit a decimal number of processors; null when none is recorded
 * @param version how many changes have led here; 0 before the first
 */
public record ServiceSettings(
        Map<String, ConfigValue> environment,
        @Nullable String memoryLimit,
        @Nullable String cpuLimit,
        long version) {
    /** The member of a change that sets {@link #memoryLimit}. */
    public static final String MEMORY_LIMIT = "memory_limit";

    /** The member of a change that sets {@link #cpuLimit}. */
    public static final String CPU_LIMIT = "cpu_limit";

    /** Nothing is recorded. */
    public static final ServiceSettings NONE = new ServiceSettings(Map.of(), null, null, 0);

    /** Keeps its own sorted copy. */
    public ServiceSettings {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** Whether a container that runs with the one runs with the other too. */
    public boolean sameAs(ServiceSettings other) {
        return resources().equals(other.resources())
                && environment.keySet().equals(other.environment.keySet())
                && environment.entrySet().stream()
                        .allMatch(e -> e.getValue().sameAs(other.environment.get(e.getKey())));
    }

    /** The limits that are recorded, under the names that a change gives them. */
    @JsonIgnore
    public Map<String, String> resources() {
        Map<String, String> resources = new LinkedHashMap<>();
        if (memoryLimit != null) {
            resources.put(MEMORY_LIMIT, memoryLimit);
        }
        if (cpuLimit != null) {
            resources.put(CPU_LIMIT, cpuLimit);
        }
        return resources;
    }

    /** The environment as people may read it. */
    @JsonIgnore
    public Map<String, String> shownEnvironment() {
        Map<String, String> shown = new LinkedHashMap<>();
        environment.forEach((name, value) -> shown.put(name, value.shown()));
        return shown;
    }

    ServiceSettings after(ServiceConfigUpdated change) {
        Map<String, ConfigValue> changed = new TreeMap<>(environment);
        change.environment().forEach((name, value) -> {
            if (value == null) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        });
        Map<String, @Nullable String> limits = change.resources();
        return new ServiceSettings(
                changed,
                limits.containsKey(MEMORY_LIMIT) ? limits.get(MEMORY_LIMIT) : memoryLimit,
                limits.containsKey(CPU_LIMIT) ? limits.get(CPU_LIMIT) : cpuLimit,
                change.configVersion());
    }
}
