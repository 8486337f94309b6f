package io.omni.api.storage;

import io.omni.api.settings.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs the way this machine needs it. */
final class PostgresPrograms {
    private final PostgresDistribution distribution;
    private final Path log;
    private final List<String> prefix;

    PostgresPrograms(PostgresDistribution distribution, Path log) {
        this.distribution = distribution;
        this.log = log;
        this.prefix = prefix();
    }

    /** Starts the server; the process that is returned is the postmaster itself. */
    Process server(List<String> arguments) throws IOException {
        return builder("postgres", arguments).start();
    }

    /**
     * Runs a program to its end, its output going to the log.
     *
     * @return whether it succeeded in time
     */
    boolean run(String program, List<String> arguments, Duration atMost) throws IOException, InterruptedException {
        Process process = builder(program, arguments).start();
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }

    /** The major version of the programs, for example {@code 18}. */
    String majorVersion() throws IOException {
        Process process = new ProcessBuilder(distribution.program("postgres"), "--version").start();
        String answer = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        // "postgres (PostgreSQL) 18.6"
        return answer.strip().replaceAll("^.*\\) ([0-9]+).*$", "$1");
    }

    private ProcessBuilder builder(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(distribution.program(program));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // PG* and locale variables of the caller would change what the programs do.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LANG", "C");
        return builder;
    }

    /**
     * A session of its own keeps Ctrl-C in the terminal from stopping the server before we have finished with it.
     * PostgreSQL refuses to run as root, so root runs it in a user namespace where it is nobody.
     */
    private static List<String> prefix() {
        List<String> prefix = new ArrayList<>();
        if (found("setsid")) {
            prefix.add("setsid");
        }
        if (isRoot()) {
            if (!namespacesAllowed()) {
                throw new StartupProblem(
                        "PostgreSQL refuses to run as root, and this machine allows no user namespace for it;"
                                + " run the program as another user, or set OMNI_DATABASE_URL to a server of your own.");
            }
            prefix.add("unshare");
            prefix.add("-U");
        }
        return List.copyOf(prefix);
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException noProc) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean namespacesAllowed() {
        try {
            Process probe = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(5, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean found(String program) {
        return List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
