package io.omni.api.benchmark;

import io.omni.command.content.media.MediaSettings;
import io.omni.events.content.JobKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Writes down each ffmpeg and ffprobe that the product starts, by a script in their place that passes on to the true one, and starts the
 * very same lines again without the product.
 */
final class RecordedPrograms {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<JobKind> KINDS = List.of(JobKind.SCRAPE, JobKind.ANALYZE, JobKind.EDIT);
    private static final String ORDER = "order";
    /** A work folder's name tells the jobs apart; where it hasn't been seen, its inputs are noted: what they are linked to, and captions. */
    private static final String SCRIPT = """
            #!/bin/sh
            job='%1$s'/"${PWD##*/}"
            [ -e "$job" ] || { echo "${PWD##*/}" >>'%1$s/%2$s'; ls -i video* >"$job.inputs"; }
            [ ! -e captions.ass ] || [ -e "$job.ass" ] || cp captions.ass "$job.ass"
            printf '%%s\\0' '%3$s' "$@" '' >>"$job"
            exec '%3$s' "$@"
            """;

    private final Path scripts;
    private final Path records;

    /** Scripts that write into a new folder, which must lie outside the product's. */
    RecordedPrograms(Path folder) throws IOException {
        scripts = Files.createDirectories(folder.resolve("bin"));
        records = Files.createDirectories(folder.resolve("records"));
        for (String program : List.of("ffmpeg", "ffprobe")) {
            Path script = scripts.resolve(program);
            Files.writeString(script, SCRIPT.formatted(records, ORDER, Programs.find(program)));
            if (!script.toFile().setExecutable(true)) {
                throw new IOException(script + " can't be made a program");
            }
        }
    }

    /** Whether there is anything to measure with. */
    static boolean areInstalled() {
        return Programs.find("ffmpeg") != null && Programs.find("ffprobe") != null;
    }

    /** The settings with the scripts in the place of the programs. */
    MediaSettings in(MediaSettings s) {
        return new MediaSettings(
                s.root(),
                s.hidden(),
                scripts.resolve("ffmpeg").toString(),
                scripts.resolve("ffprobe").toString(),
                s.speechCommand(),
                s.preset(),
                s.quotaBytes(),
                s.maxSourceBytes(),
                s.maxSourceDuration(),
                s.keepRaw(),
                s.keepDerived(),
                s.patience());
    }

    /** Forgets what was written down so far. */
    void forget() throws IOException {
        try (Stream<Path> files = Files.list(records)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * What one job started.
     *
     * @param folder where, in a folder of its own, the same files lie ready
     * @param kind of the job
     * @param lines the programs with their arguments, in their order
     */
    record Job(Path folder, JobKind kind, List<List<String>> lines) {}

    /**
     * Makes everything ready for doing it again.
     *
     * @param store the product's media
     * @param scratch a folder for it
     */
    List<Job> jobs(Path store, Path scratch) throws IOException {
        Map<Long, Path> byNode = new HashMap<>();
        try (Stream<Path> files = Files.walk(store.resolve("files"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byNode.put((Long) Files.getAttribute(file, "unix:ino"), file);
            }
        }
        List<Job> jobs = new ArrayList<>();
        for (String name : Files.readAllLines(records.resolve(ORDER))) {
            Path folder = Files.createDirectories(scratch.resolve(name));
            for (String input : Files.readAllLines(records.resolve(name + ".inputs"))) {
                String[] nodeAndName = input.strip().split(" ", 2);
                Path stored = byNode.get(Long.valueOf(nodeAndName[0]));
                if (stored == null) {
                    throw new IllegalStateException("the product doesn't keep what " + name + " worked on");
                }
                Files.copy(stored, folder.resolve(nodeAndName[1]));
            }
            Path captions = records.resolve(name + ".ass");
            if (Files.exists(captions)) {
                Files.copy(captions, folder.resolve("captions.ass"));
            }
            List<List<String>> lines = Arrays.stream(
                            Files.readString(records.resolve(name)).split("\0\0"))
                    .map(line -> List.of(line.split("\0")))
                    .toList();
            jobs.add(new Job(folder, kind(lines), lines));
        }
        return jobs;
    }

    private static JobKind kind(List<List<String>> lines) {
        if (lines.stream().anyMatch(line -> line.contains("clip.mp4"))) {
            return JobKind.EDIT;
        }
        return lines.size() == 1 ? JobKind.SCRAPE : JobKind.ANALYZE;
    }

    /** Runs the lines of each job one after the other, and as many jobs of a kind at once as the product does; how long it took. */
    static Duration byHand(List<Job> jobs, ToIntFunction<JobKind> atOnce) throws Exception {
        List<ExecutorService> pools = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        long start = System.nanoTime();
        try {
            for (JobKind kind : KINDS) {
                ExecutorService pool = Executors.newFixedThreadPool(atOnce.applyAsInt(kind));
                pools.add(pool);
                for (Job job : jobs) {
                    if (job.kind() == kind) {
                        running.add(pool.submit(() -> run(job)));
                    }
                }
            }
            for (Future<?> one : running) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } finally {
            pools.forEach(ExecutorService::shutdownNow);
        }
    }

    private static Object run(Job job) throws IOException, InterruptedException {
        for (List<String> line : job.lines()) {
            Process process = new ProcessBuilder(line)
                    .directory(job.folder().toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.to(
                            job.folder().resolve("said").toFile()))
                    .start();
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IllegalStateException(line + " failed: "
                            + Files.readString(job.folder().resolve("said"), StandardCharsets.UTF_8));
                }
            } finally {
                process.destroyForcibly();
            }
        }
        return job;
    }
}
