package io.omni.command.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Runs commands that nobody vouches for: with a deadline, limits on memory, processes, files and output, and an environment without
 * the orchestrator's own variables, and without sight of its data folder where the machine permits that. Whatever the command started is gone when {@link #run} returns, however it returns.
 *
 * <p>Where the machine permits it, the command gets a process namespace of its own, which the kernel empties as a whole. Elsewhere
 * a watchdog finds its processes by descent, session and a mark in their environment.
 */
@Component
public final class ConfinedProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ConfinedProcess.class);
    // Programs have several threads each. The kernel takes no limit below about 300.
    private static final int TASKS_PER_PROCESS = 4;
    private static final int FEWEST_TASKS = 400;
    private static final Set<String> INHERITED = Set.of("PATH", "JAVA_HOME");

    private final ProcessSettings settings;
    private @Nullable Confinement confinement;

    /** Takes the limits for every command. */
    @Autowired
    public ConfinedProcess(ProcessSettings settings) {
        this.settings = settings;
    }

    ConfinedProcess(ProcessSettings settings, Confinement confinement) {
        this.settings = settings;
        this.confinement = confinement;
    }

    /**
     * Runs a command and waits for its end.
     *
     * @param onLine gets each line of the output as it comes, without its end and cut to 4,000 bytes; called on another thread
     * @return how it ended
     * @throws IOException when it can't be started, for example because the program doesn't exist
     * @throws InterruptedException when the caller is told to stop; the command is gone then
     */
    public Result run(Command command, Consumer<String> onLine) throws IOException, InterruptedException {
        Files.createDirectories(command.home().resolve("tmp"));
        for (Path folder : command.shared()) {
            Files.createDirectories(folder);
        }
        if (!Files.isDirectory(command.directory())) {
            throw new IOException("the command can't be started: " + command.directory() + " is no folder");
        }
        return new ConfinedRun(settings, confinement(), enclosure(command), command, onLine).run();
    }

    private synchronized Confinement confinement() throws IOException, InterruptedException {
        if (confinement == null) {
            confinement = Confinement.strongest(settings.network(), hidden());
            if (!confinement.encloses() && hidden() != null) {
                LOG.warn(
                        "This machine permits no mount namespaces: builds and tests of repositories can read {}."
                                + " Permit unprivileged user namespaces, or run only repositories that you trust",
                        hidden());
            }
        }
        return confinement;
    }

    /** The folder to hide as the kernel knows it; null when there is none. */
    @Nullable
    Path hidden() throws IOException {
        Path folder = settings.hidden();
        return folder == null || !Files.isDirectory(folder) ? null : folder.toRealPath();
    }

    private Enclosure enclosure(Command command) throws IOException {
        Path hidden = hidden();
        List<Path> visible = new ArrayList<>();
        for (Path folder : command.folders()) {
            Path real = folder.toRealPath();
            if (hidden != null && real.startsWith(hidden)) {
                visible.add(real);
            }
        }
        int tasks = Confinement.limitsTasks() ? Math.max(FEWEST_TASKS, TASKS_PER_PROCESS * settings.maxProcesses()) : 0;
        return new Enclosure(tasks, command.directory().toRealPath(), hidden, visible);
    }

    /** Makes a child's environment the scrubbed one. */
    static void scrub(Map<String, String> environment, ProcessSettings settings, Command command, String mark) {
        environment.keySet().retainAll(INHERITED);
        environment.put("HOME", command.home().toString());
        environment.put("TMPDIR", command.home().resolve("tmp").toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("CI", "true");
        environment.putAll(settings.environment());
        environment.putAll(command.environment());
        int equals = mark.indexOf('=');
        environment.put(mark.substring(0, equals), mark.substring(equals + 1));
    }

    /**
     * What to run.
     *
     * @param arguments the program and its arguments; no shell reads them
     * @param directory where it runs
     * @param home its home folder, which also holds its temporary files; made when missing
     * @param environment further variables for this command
     * @param timeout how long it may run
     * @param shared further folders that it may use though they lie in a hidden one; made when missing; at most five
     */
    public record Command(
            List<String> arguments,
            Path directory,
            Path home,
            Map<String, String> environment,
            Duration timeout,
            List<Path> shared) {

        /** A command that uses no folder but its own two. */
        public Command(
                List<String> arguments, Path directory, Path home, Map<String, String> environment, Duration timeout) {
            this(arguments, directory, home, environment, timeout, List.of());
        }

        /** All the folders that it may use. */
        List<Path> folders() {
            return Stream.concat(Stream.of(directory, home), shared.stream()).toList();
        }

        /** Keeps its own copies. */
        public Command {
            arguments = List.copyOf(arguments);
            shared = List.copyOf(shared);
            environment = Map.copyOf(environment);
            if (arguments.isEmpty()) {
                throw new IllegalArgumentException("name the program to run");
            }
        }
    }

    /** The limit that a command broke. */
    public enum Killed {
        /** It ran too long. */
        TIMEOUT,
        /** It held too much memory. */
        MEMORY,
        /** It had too many processes. */
        PROCESSES,
        /** It printed too much. */
        OUTPUT
    }

    /**
     * How a command ended.
     *
     * @param exitCode its exit code; above 128 it was ended by signal {@code exitCode - 128}; what it says means little when it was
     *     killed
     * @param killed the limit that it was killed for; null when it ended by itself
     * @param duration how long it ran
     * @param head the first part of its output, standard output and error together
     * @param tail the last part, empty when all of it fits the first
     * @param totalBytes how many bytes it printed
     * @param omittedBytes how many of them lie between the two parts and were not kept
     */
    public record Result(
            int exitCode,
            @Nullable Killed killed,
            Duration duration,
            String head,
            String tail,
            long totalBytes,
            long omittedBytes) {

        /** Whether it ended by itself with exit code 0. */
        public boolean succeeded() {
            return killed == null && exitCode == 0;
        }

        /** The output, with a line in the place of what was not kept. */
        public String output() {
            return omittedBytes == 0
                    ? head + tail
                    : head + "\n[... " + omittedBytes + " bytes are left out ...]\n" + tail;
        }
    }
}
