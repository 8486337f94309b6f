package io.omni.api.service.deployment;

import io.omni.events.service.deployment.ServiceDeploymentState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration of the platform and of all services. */
record ConfigOverview(Map<String, @Nullable Object> platform, Map<String, Entry> services) {

    record Entry(Map<String, String> environment, Map<String, String> resources, boolean pendingRestart) {
        static Entry of(ServiceDeploymentState state) {
            return new Entry(
                    state.settings().shownEnvironment(), state.settings().resources(), state.isPending());
        }
    }
}
