package io.omni.api.service.deployment;

import io.omni.events.service.deployment.ServiceDeploymentState;
import java.util.Map;

/** The configuration of one service, and whether it waits for a restart. */
record ServiceConfig(
        String name,
        Map<String, String> environment,
        Map<String, String> resources,
        boolean pendingRestart,
        long version) {
    static ServiceConfig of(ServiceDeploymentState state) {
        return new ServiceConfig(
                state.service(),
                state.settings().shownEnvironment(),
                state.settings().resources(),
                state.isPending(),
                state.settings().version());
    }
}
