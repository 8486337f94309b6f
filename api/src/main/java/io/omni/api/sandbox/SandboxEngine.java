package io.omni.api.sandbox;

import io.omni.api.settings.StartupProblem;
import io.omni.command.secret.SealedBox;
import io.omni.command.secret.WrongMasterKey;
import io.omni.command.service.runtime.ContainerRuntime;
import io.omni.command.service.runtime.RuntimeTrouble;
import io.omni.command.service.runtime.RuntimeTrouble.Kind;
import io.omni.events.id.Hashes;
import io.omni.events.id.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small container engine for the sandbox's services: one container for each, all running at first. Stopping and starting take a moment.
 * It keeps what it has in a sealed file, so that it outlives the program as a real engine does. A container whose environment has
 * {@code SANDBOX_EXIT_CODE} ends with that code as soon as it is started, which is how a broken configuration can be tried out.
 */
final class SandboxEngine implements ContainerRuntime {
    /** The variable that makes a container end when it is started. */
    static final String EXIT_CODE = "SANDBOX_EXIT_CODE";

    private static final Map<String, String> OWN_ENVIRONMENT = Map.of("SANDBOX", "true");
    private static final String PLACE = "the sandbox's containers";
    private static final int ENDED_BY_SIGTERM = 143;
    private static final int ID_DIGITS = 64;

    private final Path file;
    private final SealedBox sealed;
    private final JsonMapper json;
    private final Clock clock;
    private final Predicate<String> isServed;
    private final Duration stopping;
    private final Duration starting;
    private final Map<String, Box> boxes;

    /**
     * An engine that goes on where the file says it was.
     *
     * @param isServed whether a service of the catalogue runs in a container of this name
     * @param stopping how long a container takes to end
     * @param starting how long a service takes to answer after its container was started
     */
    SandboxEngine(
            Path file,
            SealedBox sealed,
            JsonMapper json,
            Clock clock,
            Predicate<String> isServed,
            Duration stopping,
            Duration starting) {
        this.file = file;
        this.sealed = sealed;
        this.json = json;
        this.clock = clock;
        this.isServed = isServed;
        this.stopping = stopping;
        this.starting = starting;
        this.boxes = load();
    }

    /** Whether the service in the container of this name answers: it runs, and was started a moment ago or earlier. */
    synchronized boolean answers(String name) {
        Box box = named(name);
        return box != null
                && box.running()
                && !clock.instant().isBefore(box.startedAt().plus(starting));
    }

    @Override
    public synchronized Optional<Container> find(String nameOrId) {
        Box box = boxes.containsKey(nameOrId) ? boxes.get(nameOrId) : named(nameOrId);
        return Optional.ofNullable(box).map(Box::container);
    }

    @Override
    public synchronized String create(Replacement wanted) throws RuntimeTrouble {
        existing(wanted.like());
        requireFree(wanted.name());
        String id = Hashes.sha256(Ids.next("box")).substring(0, ID_DIGITS);
        put(new Box(
                id,
                wanted.name(),
                false,
                0,
                Instant.EPOCH,
                wanted.environment(),
                wanted.memoryBytes(),
                wanted.nanoCpus(),
                wanted.labels()));
        return id;
    }

    @Override
    public void stop(String id, Duration grace) throws RuntimeTrouble, InterruptedException {
        if (isRunning(id)) {
            TimeUnit.NANOSECONDS.sleep(Math.min(stopping.toNanos(), grace.toNanos()));
            change(id, box -> box.ended(ENDED_BY_SIGTERM));
        }
    }

    @Override
    public synchronized void start(String id) throws RuntimeTrouble {
        Box box = existing(id);
        if (!box.running()) {
            String exitCode = box.environment().get(EXIT_CODE);
            put(
                    exitCode != null && exitCode.matches("[0-9]{1,3}")
                            ? box.ended(Integer.parseInt(exitCode))
                            : box.started(clock.instant()));
        }
    }

    @Override
    public synchronized void rename(String id, String name) throws RuntimeTrouble {
        Box box = existing(id);
        if (!box.name().equals(name)) {
            requireFree(name);
            put(box.named(name));
        }
    }

    @Override
    public synchronized void remove(String id) {
        if (boxes.remove(id) != null) {
            save();
        }
    }

    private synchronized boolean isRunning(String id) throws RuntimeTrouble {
        return existing(id).running();
    }

    private synchronized void change(String id, UnaryOperator<Box> change) throws RuntimeTrouble {
        put(change.apply(existing(id)));
    }

    private Box existing(String id) throws RuntimeTrouble {
        Box box = boxes.get(id);
        if (box == null) {
            throw new RuntimeTrouble(Kind.NO_SUCH_CONTAINER, "the sandbox has no container " + id, null);
        }
        return box;
    }

    private void requireFree(String name) throws RuntimeTrouble {
        if (named(name) != null) {
            throw new RuntimeTrouble(Kind.REFUSED, "the name " + name + " is in use by another container", null);
        }
    }

    private @Nullable Box named(String name) {
        for (Box box : boxes.values()) {
            if (box.name().equals(name)) {
                return box;
            }
        }
        // While one takes another's place, nothing has the name; only a service that never had a container gets its
        // first.
        boolean replaced = boxes.values().stream().anyMatch(box -> box.name().startsWith(name + "."));
        if (replaced || !isServed.test(name)) {
            return null;
        }
        Box first =
                new Box(Hashes.sha256("first " + name), name, true, 0, Instant.EPOCH, OWN_ENVIRONMENT, 0, 0, Map.of());
        boxes.put(first.id(), first);
        return first;
    }

    private void put(Box box) {
        boxes.put(box.id(), box);
        save();
    }

    private Map<String, Box> load() {
        Map<String, Box> loaded = new HashMap<>();
        try {
            if (Files.exists(file)) {
                Boxes kept = json.readValue(sealed.open(PLACE, Files.readAllBytes(file)), Boxes.class);
                kept.boxes().forEach(loaded::put);
            }
        } catch (WrongMasterKey e) {
            throw e;
        } catch (IllegalStateException e) {
            throw new StartupProblem(
                    "The file " + file + " can't be read: " + e.getMessage()
                            + " Put it back as it was, or take it away; the sandbox's containers then begin anew.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's containers can't be read from " + file, e);
        }
        return loaded;
    }

    private void save() {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.getParent());
            Files.write(next, sealed.seal(PLACE, json.writeValueAsBytes(new Boxes(boxes))));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's containers can't be written to " + file, e);
        }
    }

    record Boxes(Map<String, Box> boxes) {}

    record Box(
            String id,
            String name,
            boolean running,
            int exitCode,
            Instant startedAt,
            Map<String, String> environment,
            long memoryBytes,
            long nanoCpus,
            Map<String, String> labels) {

        Container container() {
            return new Container(
                    id,
                    name,
                    running,
                    false,
                    running ? null : exitCode,
                    new LinkedHashMap<>(environment),
                    memoryBytes,
                    nanoCpus,
                    labels,
                    false);
        }

        Box started(Instant at) {
            return new Box(id, name, true, 0, at, environment, memoryBytes, nanoCpus, labels);
        }

        Box ended(int code) {
            return new Box(id, name, false, code, startedAt, environment, memoryBytes, nanoCpus, labels);
        }

        Box named(String newName) {
            return new Box(id, newName, running, exitCode, startedAt, environment, memoryBytes, nanoCpus, labels);
        }
    }
}
