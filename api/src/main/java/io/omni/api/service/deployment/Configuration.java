package io.omni.api.service.deployment;

import io.omni.events.service.deployment.ServiceSettings;
import java.util.Map;

/** A configuration as people may read it. */
record Configuration(Map<String, String> environment, Map<String, String> resources) {
    static Configuration of(ServiceSettings settings) {
        return new Configuration(settings.shownEnvironment(), settings.resources());
    }
}
