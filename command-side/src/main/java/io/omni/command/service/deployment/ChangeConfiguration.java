package io.omni.command.service.deployment;

import io.omni.events.service.deployment.ConfigValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes the recorded configuration of a service, as a merge patch (RFC 7396) does. What is as wished already stays as it is; when
 * that is everything, nothing happens. Refused with {@code PRECONDITION_FAILED} when it stands at another version than expected.
 *
 * @param service the service's catalogue name
 * @param environment variables to set; null for one to remove
 * @param resources {@code memory_limit} and {@code cpu_limit} to set; null for one to remove
 * @param withoutEnvironment whether all variables that aren't named are removed
 * @param withoutResources whether all limits that aren't named are removed
 * @param expectedVersion the configuration's version that the change rests on; null for any
 */
public record ChangeConfiguration(
        String service,
        Map<String, @Nullable ConfigValue> environment,
        Map<String, @Nullable String> resources,
        boolean withoutEnvironment,
        boolean withoutResources,
        @Nullable Long expectedVersion)
        implements DeploymentCommand {

    /** Keeps its own copies. */
    public ChangeConfiguration {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }
}
