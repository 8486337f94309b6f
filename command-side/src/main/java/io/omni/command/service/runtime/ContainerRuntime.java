package io.omni.command.service.runtime;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A container engine. Each call is one request to it with a deadline of its own, and may be repeated: stopping what stands, starting
 * what runs and removing what is gone are no errors.
 */
public interface ContainerRuntime {

    /**
     * Looks a container up.
     *
     * @param nameOrId its name or the engine's id
     * @return empty when the engine has none
     */
    Optional<Container> find(String nameOrId) throws RuntimeTrouble, InterruptedException;

    /**
     * Makes a container that is like another one in everything but its name, environment, limits and labels. It isn't started.
     *
     * @return its id
     */
    String create(Replacement replacement) throws RuntimeTrouble, InterruptedException;

    /**
     * Stops a container: SIGTERM (or what its image names), and SIGKILL after the grace.
     *
     * @param grace how long it may take to end by itself, in whole seconds
     */
    void stop(String id, Duration grace) throws RuntimeTrouble, InterruptedException;

    /** Starts a container. */
    void start(String id) throws RuntimeTrouble, InterruptedException;

    /** Gives a container another name. */
    void rename(String id, String name) throws RuntimeTrouble, InterruptedException;

    /** Removes a container, with its anonymous volumes left alone; kills it when it runs. */
    void remove(String id) throws RuntimeTrouble, InterruptedException;

    /**
     * A container as the engine has it.
     *
     * @param id the engine's id
     * @param name its name, without a slash
     * @param running whether its process runs
     * @param restarting whether the engine is about to start it again by itself
     * @param exitCode how its process ended; null while it runs
     * @param environment every variable that it runs with
     * @param memoryBytes the memory limit in bytes; 0 for none
     * @param nanoCpus the processor limit in billionths of a processor; 0 for none
     * @param labels its labels
     * @param removedWhenStopped whether the engine removes it as soon as it stops
     */
    record Container(
            String id,
            String name,
            boolean running,
            boolean restarting,
            @Nullable Integer exitCode,
            Map<String, String> environment,
            long memoryBytes,
            long nanoCpus,
            Map<String, String> labels,
            boolean removedWhenStopped) {

        /** Keeps its own copies, in their order. */
        public Container {
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
            labels = Map.copyOf(labels);
        }

        /** Without the environment, which may hold secrets. */
        @Override
        public String toString() {
            return "Container[" + name + ", id=" + id + ", running=" + running + "]";
        }
    }

    /**
     * What a container is replaced with.
     *
     * @param like the id of the container that it is like
     * @param name its name
     * @param environment every variable that it runs with
     * @param memoryBytes the memory limit in bytes; 0 for none
     * @param nanoCpus the processor limit in billionths of a processor; 0 for none
     * @param labels all its labels
     */
    record Replacement(
            String like,
            String name,
            Map<String, String> environment,
            long memoryBytes,
            long nanoCpus,
            Map<String, String> labels) {

        /** Keeps its own copies, in their order. */
        public Replacement {
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
            labels = Map.copyOf(labels);
        }

        /** Without the environment, which may hold secrets. */
        @Override
        public String toString() {
            return "Replacement[" + name + ", like=" + like + "]";
        }
    }
}
