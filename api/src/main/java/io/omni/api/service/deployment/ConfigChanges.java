package io.omni.api.service.deployment;

import io.omni.api.edge.Caller;
import io.omni.api.edge.IfMatch;
import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.service.deployment.ChangeConfiguration;
import io.omni.command.service.deployment.DeploymentReader;
import io.omni.command.service.deployment.RecordedValues;
import io.omni.events.service.deployment.ConfigValue;
import io.omni.events.service.deployment.ServiceDeploymentState;
import io.omni.events.service.deployment.ServiceSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applies patches to what is recorded for services. Secrets are stored before the change names them, and forgotten after it doesn't. */
@Component
class ConfigChanges {
    private static final int TRIES = 10;
    private static final String OVERTAKEN = "PRECONDITION_FAILED";

    private final CommandDispatcher commands;
    private final DeploymentReader deployments;
    private final RecordedValues values;

    ConfigChanges(CommandDispatcher commands, DeploymentReader deployments, RecordedValues values) {
        this.commands = commands;
        this.deployments = deployments;
        this.values = values;
    }

    /**
     * Applies a patch.
     *
     * @param ifMatch the versions in which the caller wants it changed
     * @return what is recorded now
     */
    ServiceDeploymentState apply(String service, ConfigPatch patch, IfMatch ifMatch, Caller caller) {
        for (int tries = 1; ; tries++) {
            ServiceDeploymentState before = deployments.of(service);
            ifMatch.check(before.settings().version());
            try {
                return change(before, patch, caller);
            } catch (Refusal refusal) {
                // Somebody else was faster. Whoever gave a version finds out at the next look; others don't mind.
                if (!refusal.code().equals(OVERTAKEN) || tries == TRIES) {
                    throw refusal;
                }
            }
        }
    }

    private ServiceDeploymentState change(ServiceDeploymentState before, ConfigPatch patch, Caller caller) {
        ServiceSettings recorded = before.settings();
        Map<String, @Nullable ConfigValue> environment = new LinkedHashMap<>();
        boolean changed = false;
        try {
            patch.environment()
                    .forEach((name, text) -> environment.put(
                            name, text == null ? null : values.record(before.service(), name, text, recorded)));
            changed = commands.send(
                    new ChangeConfiguration(
                            before.service(),
                            environment,
                            patch.resources(),
                            patch.withoutEnvironment(),
                            patch.withoutResources(),
                            recorded.version()),
                    caller.metadata());
        } finally {
            if (!changed) {
                forgetAllBut(recorded, environment);
            }
        }
        ServiceDeploymentState after = deployments.of(before.service());
        if (changed && after.running() == null) {
            // A restart under way may still have to apply what was recorded when it began.
            forgetAllBut(after.settings(), recorded.environment());
        }
        return after;
    }

    private void forgetAllBut(ServiceSettings kept, Map<String, @Nullable ConfigValue> environment) {
        environment.forEach((name, value) -> {
            if (value != null && !value.equals(kept.environment().get(name))) {
                values.forget(value);
            }
        });
    }
}
