package io.omni.api.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built jar in a process of its own, with a heap of 512 MiB: how soon it is ready, and what memory it holds then. */
final class Footprint {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String READY = " is ready on ";

    private final Path jar;
    private final Path folder;

    Footprint(Path jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /**
     * One start.
     *
     * @param seconds from the start of the process to its announcement
     * @param residentMebibytes its resident memory then, without PostgreSQL's; 0 where the system doesn't tell
     */
    record Start(double seconds, double residentMebibytes) {}

    /** Starts on a folder and stops again. */
    Start start(Path data) throws IOException, InterruptedException {
        Path output = folder.resolve("start.out");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"), "-Xmx512m", "-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("OMNI_DATA_DIR", data.toString());
        builder.environment().put("OMNI_PORT", "0");
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            while (!Files.readString(output).contains(READY)) {
                if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("the jar did not start: " + Files.readString(output));
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Start(seconds, resident(process.pid()));
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** The middle one of three, by time. */
    static Start median(List<Start> starts) {
        List<Start> sorted = new ArrayList<>(starts);
        sorted.sort((a, b) -> Double.compare(a.seconds, b.seconds));
        return sorted.get(sorted.size() / 2);
    }

    /** A process's resident memory in MiB, as Linux tells it (proc(5)); 0 elsewhere. */
    static double resident(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024.0)
                .findFirst()
                .orElse(0);
    }
}
