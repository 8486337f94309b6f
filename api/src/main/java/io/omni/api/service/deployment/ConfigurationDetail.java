package io.omni.api.service.deployment;

import io.omni.api.service.ConfigurationPart;
import io.omni.command.service.ServiceCatalog.ManagedService;
import io.omni.command.service.deployment.Drift;
import io.omni.command.service.deployment.DriftCheck;
import io.omni.events.service.deployment.ServiceDeploymentState;
import io.omni.query.service.deployment.DeploymentQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The configuration of a service as its detail shows it. */
@Component
class ConfigurationDetail implements ConfigurationPart {
    private final ServiceNames services;
    private final DeploymentQueries deployments;
    private final DriftCheck drift;

    ConfigurationDetail(ServiceNames services, DeploymentQueries deployments, DriftCheck drift) {
        this.services = services;
        this.deployments = deployments;
        this.drift = drift;
    }

    /** What is recorded, whether it waits for a restart, and whether the container that runs still is as recorded. */
    record Part(Map<String, String> environment, Map<String, String> resources, boolean pending, DriftPart drift) {}

    record DriftPart(String status, @Nullable String reason, List<Drift.Difference> differences) {}

    @Override
    public Part of(String name) {
        ManagedService service = services.find(name);
        ServiceDeploymentState state = deployments.of(name);
        Drift found = drift.of(state, service.container());
        return new Part(
                state.settings().shownEnvironment(),
                state.settings().resources(),
                state.isPending(),
                new DriftPart(found.status().name().toLowerCase(Locale.ROOT), found.reason(), found.differences()));
    }
}
