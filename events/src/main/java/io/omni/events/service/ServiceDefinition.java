package io.omni.events.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of a service.
 *
 * @param description one sentence about what it is for; null when the catalogue has none
 * @param container its container on the platform's network, also its host name there
 * @param port where it answers, 1 to 65535
 * @param tier the part of the platform it belongs to
 * @param health an HTTP path, or {@code tcp}
 * @param critical whether the platform isn't ready without it
 * @param dependsOn the services it needs directly
 * @param stages the pipeline stages that use it, by wire name
 * @param version what a fresh deployment reports; null when the catalogue doesn't know
 */
public record ServiceDefinition(
        @Nullable String description,
        String container,
        int port,
        String tier,
        String health,
        boolean critical,
        List<ServiceName> dependsOn,
        List<String> stages,
        @Nullable String version) {

    /** Keeps its own copies of the lists. */
    public ServiceDefinition {
        dependsOn = List.copyOf(dependsOn);
        stages = List.copyOf(stages);
    }
}
