package io.omni.api.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Other programs that the benchmark runs. */
final class Programs {
    private static final Path DEBIAN_POSTGRESQL = Path.of("/usr/lib/postgresql");

    private Programs() {}

    /** Where a program lies: on PATH, or where Debian puts PostgreSQL's own; null when it isn't installed. */
    static @Nullable Path find(String name) {
        List<Path> places = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            Stream.of(path.split(":")).filter(p -> !p.isEmpty()).map(Path::of).forEach(places::add);
        }
        if (Files.isDirectory(DEBIAN_POSTGRESQL)) {
            try (Stream<Path> versions = Files.list(DEBIAN_POSTGRESQL)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(v -> v.resolve("bin"))
                        .forEach(places::add);
            } catch (IOException e) {
                throw new IllegalStateException(DEBIAN_POSTGRESQL + " can't be read", e);
            }
        }
        return places.stream()
                .map(p -> p.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    static String run(List<String> command, Duration patience) throws IOException, InterruptedException {
        return run(command, Map.of(), patience);
    }

    /**
     * Runs a program to its end.
     *
     * @return what it printed
     * @throws IllegalStateException when it failed or took too long
     */
    static String run(List<String> command, Map<String, String> environment, Duration patience)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("omni-benchmark", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(command.getFirst() + " failed: " + text);
            }
            return text;
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
