package io.omni.api.whole;

import io.omni.api.OmniApplication;
import io.omni.api.TestFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product as a process of its own, to be killed. It is the built jar, laid out, where there is one. */
final class OmniProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "omni-orchestrator.jar");
    private static final Pattern READY = Pattern.compile("is ready on http://localhost:(\\d+)");
    private static final Duration LONGEST_START = Duration.ofSeconds(300);

    private final Path dataFolder;
    private final Process process;
    private final Api api;

    private OmniProcess(Path dataFolder, Process process, Api api) {
        this.dataFolder = dataFolder;
        this.process = process;
        this.api = api;
    }

    /** Starts it and waits until it says that it is ready. */
    static OmniProcess start(Path dataFolder) throws IOException {
        return start(dataFolder, Map.of());
    }

    /** Starts it with these settings beside its own and waits until it says that it is ready. */
    static OmniProcess start(Path dataFolder, Map<String, String> settings) throws IOException {
        return start(dataFolder, settings, command());
    }

    /** Starts this command with these settings beside its own and waits until it says that it is ready. */
    static OmniProcess start(Path dataFolder, Map<String, String> settings, List<String> command) throws IOException {
        if (Files.notExists(dataFolder)) {
            TestFolders.withUnpackedPrograms(dataFolder);
        }
        Path output = dataFolder.resolveSibling("output-" + System.nanoTime() + ".txt");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "OMNI_PORT", "0",
                        "OMNI_DATA_DIR", dataFolder.toString(),
                        "OMNI_RATE_LIMITS", "off"));
        builder.environment().putAll(settings);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            int port = Waiting.until(
                    "the product is ready; see " + output, LONGEST_START, () -> port(process, output), p -> p > 0);
            String token = Files.readString(dataFolder.resolve("token")).strip();
            return new OmniProcess(dataFolder.toRealPath(), process, new Api(port, token));
        } catch (AssertionError | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    Api api() {
        return api;
    }

    /** SIGKILL: the process ends where it is. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        ended();
    }

    /** SIGTERM: it ends its work and goes. */
    void stop() throws InterruptedException {
        process.destroy();
        ended();
    }

    /** SIGTERM, without waiting for what it does. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end. */
    void ended() throws InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            throw new AssertionError("the process did not end");
        }
    }

    /** The processes that work in this folder or on its database and don't descend from this process. */
    List<String> strangers() throws IOException {
        Map<Long, String> found = ProcessesOf.folder(dataFolder);
        // Asked for after those: the database's processes come and go all the time.
        List<Long> own =
                new ArrayList<>(process.descendants().map(ProcessHandle::pid).toList());
        own.add(process.pid());
        return found.entrySet().stream()
                .filter(p -> !own.contains(p.getKey())
                        && ProcessHandle.of(p.getKey()).isPresent())
                .map(p -> p.getKey() + " " + p.getValue())
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int port(Process process, Path output) {
        try {
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (!process.isAlive()) {
                throw new AssertionError("the product ended: " + text);
            }
            Matcher ready = READY.matcher(text);
            return ready.find() ? Integer.parseInt(ready.group(1)) : 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> command() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        if (Files.notExists(JAR)) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), OmniApplication.class.getName()));
            return command;
        }
        try {
            return LaidOutJar.command(JAR, command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the jar was laid out", e);
        }
    }
}
