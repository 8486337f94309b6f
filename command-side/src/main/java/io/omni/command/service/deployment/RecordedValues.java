package io.omni.command.service.deployment;

import io.omni.command.secret.Fingerprints;
import io.omni.command.secret.SecretLook;
import io.omni.command.secret.SecretStore;
import io.omni.command.service.runtime.Overlay;
import io.omni.events.service.deployment.ConfigValue;
import io.omni.events.service.deployment.ServiceSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts secrets away before a configuration is recorded, and takes them out again for the container that needs them. */
public final class RecordedValues {
    private final SecretStore secrets;
    private final Fingerprints fingerprints;

    RecordedValues(SecretStore secrets, Fingerprints fingerprints) {
        this.secrets = secrets;
        this.fingerprints = fingerprints;
    }

    /**
     * What may be recorded of a value: what looks like a secret is stored encrypted first.
     *
     * @param recorded what is recorded under this name now; a secret that stays the same isn't stored again
     */
    public ConfigValue record(String service, String name, String value, ServiceSettings recorded) {
        if (!SecretLook.isSecret(name, value)) {
            return ConfigValue.text(value);
        }
        String fingerprint = fingerprint(service, name, value);
        ConfigValue before = recorded.environment().get(name);
        return before != null && fingerprint.equals(before.fingerprint())
                ? before
                : ConfigValue.secret(secrets.store(value), fingerprint);
    }

    /** Forgets a secret that nothing refers to any more; a text is nothing to forget. */
    public void forget(ConfigValue value) {
        if (value.secretRef() != null) {
            secrets.forget(value.secretRef());
        }
    }

    /** Whether a running value is the recorded one. */
    boolean isSame(String service, String name, ConfigValue recorded, String running) {
        return recorded.text() != null
                ? recorded.text().equals(running)
                : fingerprint(service, name, running).equals(recorded.fingerprint());
    }

    /** The configuration with its secrets, to be laid over a container. */
    Overlay reveal(ServiceSettings settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        settings.environment()
                .forEach((name, value) -> environment.put(
                        name, value.secretRef() == null ? value.shown() : secrets.reveal(value.secretRef())));
        String memory = settings.memoryLimit();
        String cpus = settings.cpuLimit();
        return new Overlay(
                environment,
                memory == null ? null : Limits.memoryBytes(memory).orElseThrow(),
                cpus == null ? null : Limits.nanoCpus(cpus).orElseThrow());
    }

    private String fingerprint(String service, String name, String value) {
        return fingerprints.of(service + "/" + name, value);
    }
}
