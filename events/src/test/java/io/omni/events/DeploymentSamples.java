package io.omni.events;

import io.omni.events.service.deployment.ConfigValue;
import io.omni.events.service.deployment.RestartProblem;
import io.omni.events.service.deployment.RestartStep;
import io.omni.events.service.deployment.RollingRestartCompleted;
import io.omni.events.service.deployment.RollingRestartFailed;
import io.omni.events.service.deployment.RollingRestartProgressed;
import io.omni.events.service.deployment.RollingRestartStarted;
import io.omni.events.service.deployment.ServiceConfigUpdated;
import io.omni.events.service.deployment.ServiceRestartFailed;
import io.omni.events.service.deployment.ServiceRestartProgressed;
import io.omni.events.service.deployment.ServiceRestartRequested;
import io.omni.events.service.deployment.ServiceRestarted;
import io.omni.events.service.deployment.ServiceRollbackStarted;
import io.omni.events.service.deployment.ServiceRolledBack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One event of every type of deployments and rolling restarts, with every component filled. */
final class DeploymentSamples {
    private static final String SERVICE = "litellm-proxy";
    private static final String RESTART = "restart_01hzy3v7q8f9k2m4n6p8r0s2t4";
    private static final String ROLLING = "rolling_01hzy3v7q8f9k2m4n6p8r0s2t5";
    private static final String CONTAINER = "4f1d2c3b4a59";
    private static final RestartProblem PROBLEM =
            new RestartProblem(RestartProblem.TIMEOUT, "it did not become healthy within 60 seconds");

    private DeploymentSamples() {}

    static List<Object> all() {
        Map<String, ConfigValue> environment = new HashMap<>();
        environment.put("LITELLM_MODEL", ConfigValue.text("gpt-4o"));
        environment.put("LITELLM_KEY", ConfigValue.secret("secret_01hzy3v7q8f9k2m4n6p8r0s2t6", "0123456789abcdef"));
        environment.put("MAX_TOKENS", null);
        Map<String, String> resources = new HashMap<>();
        resources.put("memory_limit", "4g");
        resources.put("cpu_limit", null);
        return List.of(
                new ServiceConfigUpdated(SERVICE, environment, resources, 3),
                new ServiceRestartRequested(SERVICE, RESTART, 3, 60_000, ROLLING),
                new ServiceRestartProgressed(SERVICE, RESTART, RestartStep.REPLACED, CONTAINER),
                new ServiceRollbackStarted(SERVICE, RESTART, PROBLEM),
                new ServiceRestarted(SERVICE, RESTART, 3, true, CONTAINER, "healthy", 1840),
                new ServiceRolledBack(SERVICE, RESTART, PROBLEM, CONTAINER, "degraded", 61_200),
                new ServiceRestartFailed(SERVICE, RESTART, PROBLEM, 60_010),
                new RollingRestartStarted(ROLLING, List.of("redis"), true, List.of("redis", SERVICE), 60_000),
                new RollingRestartProgressed(ROLLING, "redis", RESTART),
                new RollingRestartCompleted(ROLLING),
                new RollingRestartFailed(ROLLING, SERVICE, PROBLEM));
    }
}
