package io.omni.api.storage;

import io.omni.api.settings.StartupProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that a killed predecessor of this process left running. It is stopped, not adopted: a server that we start
 * ourselves is our child, so its end is seen at once and its settings are ours for sure.
 */
final class Orphan {
    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(10);

    private final PostgresPrograms programs;
    private final Path cluster;
    private final Path pidFile;

    Orphan(PostgresPrograms programs, Path cluster) {
        this.programs = programs;
        this.cluster = cluster;
        this.pidFile = cluster.resolve("postmaster.pid");
    }

    /** Stops a server that still runs on the cluster, and clears a stale pid file away. */
    void stop() throws IOException, InterruptedException {
        if (Files.notExists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> process = process();
        if (process.isPresent() && isOurs(process.get())) {
            LOG.info(
                    "A PostgreSQL that an earlier run left behind (process {}) is being stopped.",
                    process.get().pid());
            end(process.get());
        }
        // The number may meanwhile belong to another program (usual in
        // containers); PostgreSQL would then refuse to start.
        Files.deleteIfExists(pidFile);
    }

    private void end(ProcessHandle process) throws IOException, InterruptedException {
        String seconds = Long.toString(STOP_WAIT.toSeconds());
        Duration hang = STOP_WAIT.plusSeconds(5);
        for (String mode : List.of("fast", "immediate")) {
            programs.run(
                    "pg_ctl", List.of("stop", "-D", cluster.toString(), "-m", mode, "-w", "-t", seconds, "-s"), hang);
            if (ended(process, Duration.ofSeconds(2))) {
                return;
            }
        }
        process.destroyForcibly();
        if (!ended(process, STOP_WAIT)) {
            throw new StartupProblem("A PostgreSQL of an earlier run (process " + process.pid()
                    + ") still uses the data folder and can't be stopped; end it, then start again.");
        }
    }

    private static boolean ended(ProcessHandle process, Duration atMost) throws InterruptedException {
        try {
            process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return !process.isAlive();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("The end of process " + process.pid() + " could not be waited for.", e);
        }
    }

    private Optional<ProcessHandle> process() throws IOException {
        String number = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        // Single user mode writes its number negated; that isn't a server.
        return number.matches("[0-9]{1,10}") ? ProcessHandle.of(Long.parseLong(number)) : Optional.empty();
    }

    /** Whether the process is a postgres on this very cluster, judged by its command line. */
    private boolean isOurs(ProcessHandle process) throws IOException {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        List<String> words;
        if (Files.isReadable(commandLine)) {
            words = List.of(
                    Files.readString(commandLine, StandardCharsets.ISO_8859_1).split("\0"));
        } else {
            words = List.of(process.info().commandLine().orElse("").split(" "));
        }
        String folder = new String(cluster.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        boolean postgres = words.getFirst().endsWith("/postgres");
        return postgres && (words.contains(folder) || String.join(" ", words).contains(" " + cluster + " "));
    }
}
