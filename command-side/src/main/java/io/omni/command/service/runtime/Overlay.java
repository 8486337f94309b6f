package io.omni.command.service.runtime;

import io.omni.command.service.runtime.ContainerRuntime.Container;
import io.omni.command.service.runtime.ContainerRuntime.Replacement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lays the recorded configuration over what a container has of its own. What it covers is remembered in a label of the new
 * container, so that a variable or limit that is taken out of the configuration gets its first value back, whatever came between.
 *
 * @param environment the recorded variables
 * @param memoryBytes the recorded memory limit; null when none is recorded
 * @param nanoCpus the recorded processor limit; null when none is recorded
 */
public record Overlay(
        Map<String, String> environment,
        @Nullable Long memoryBytes,
        @Nullable Long nanoCpus) {
    /** The label that names the restart which made a container. */
    public static final String RESTART_LABEL = "io.omni.restart";

    private static final String BASE_LABEL = "io.omni.base";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Keeps its own sorted copy. */
    public Overlay {
        environment = new TreeMap<>(environment);
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "Overlay" + environment.keySet();
    }

    /**
     * The container that should stand in this one's place.
     *
     * @param name its name
     * @param restartId the restart that makes it
     */
    public Replacement over(Container running, String name, String restartId) {
        Base base = Base.of(running);
        Map<String, String> merged = base.environment(running.environment());
        ObjectNode covered = JSON.createObjectNode();
        ObjectNode coveredVariables = covered.putObject("environment");
        environment.forEach((variable, value) -> {
            coveredVariables.put(variable, merged.get(variable));
            merged.put(variable, value);
        });
        long ownMemory = base.memory(running.memoryBytes());
        long ownCpus = base.cpus(running.nanoCpus());
        if (memoryBytes != null) {
            covered.put("memory", ownMemory);
        }
        if (nanoCpus != null) {
            covered.put("cpus", ownCpus);
        }
        Map<String, String> labels = new LinkedHashMap<>(running.labels());
        labels.put(RESTART_LABEL, restartId);
        labels.put(BASE_LABEL, covered.toString());
        return new Replacement(
                running.id(),
                name,
                merged,
                memoryBytes == null ? ownMemory : memoryBytes,
                nanoCpus == null ? ownCpus : nanoCpus,
                labels);
    }

    /** Whether a container already runs with it, and with nothing of an earlier one. */
    public boolean isOn(Container running) {
        Replacement wanted = over(running, running.name(), "");
        return wanted.environment().equals(running.environment())
                && wanted.memoryBytes() == running.memoryBytes()
                && wanted.nanoCpus() == running.nanoCpus();
    }

    /** What a container had of its own before a configuration was laid over it. */
    private record Base(JsonNode covered) {
        static Base of(Container container) {
            String label = container.labels().get(BASE_LABEL);
            try {
                return new Base(label == null ? JSON.createObjectNode() : JSON.readTree(label));
            } catch (JacksonException e) {
                // Somebody else's label: then nothing is known to be covered.
                return new Base(JSON.createObjectNode());
            }
        }

        Map<String, String> environment(Map<String, String> running) {
            Map<String, String> own = new LinkedHashMap<>(running);
            covered.path("environment").forEachEntry((variable, value) -> {
                if (value.isString()) {
                    own.put(variable, value.stringValue());
                } else {
                    own.remove(variable);
                }
            });
            return own;
        }

        long memory(long running) {
            return covered.path("memory").asLong(running);
        }

        long cpus(long running) {
            return covered.path("cpus").asLong(running);
        }
    }
}
