package io.omni.command.service;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The managed services, as the operator's catalogue names them. */
public interface ServiceCatalog {

    /** All services, in the catalogue's order; the same list until the catalogue changes. */
    List<ManagedService> services();

    /** The service with this name. */
    Optional<ManagedService> find(String name);

    /**
     * Where a service answers.
     *
     * @return a base URL without a trailing slash
     * @throws IllegalArgumentException when the catalogue has no such service
     */
    URI baseUrl(String name);

    /**
     * One managed service.
     *
     * @param name how the API names it
     * @param container its container on the platform's network, also its host name there
     * @param port where it answers, 1 to 65535
     * @param tier the part of the platform it belongs to
     * @param health an HTTP path, or {@code tcp}
     * @param critical whether the platform isn't ready without it
     * @param dependsOn the services it needs
     * @param stages the pipeline stages that use it, by wire name
     * @param version what a fresh deployment reports; not known for every service
     * @param description one sentence about what it is for; not given for every service
     */
    record ManagedService(
            String name,
            String container,
            int port,
            String tier,
            String health,
            boolean critical,
            List<String> dependsOn,
            List<String> stages,
            Optional<String> version,
            Optional<String> description) {

        /** A service without a description. */
        public ManagedService(
                String name,
                String container,
                int port,
                String tier,
                String health,
                boolean critical,
                List<String> dependsOn,
                List<String> stages,
                Optional<String> version) {
            this(name, container, port, tier, health, critical, dependsOn, stages, version, Optional.empty());
        }
    }
}
