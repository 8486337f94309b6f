package io.omni.api.whole;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileSystemUtils;

/**
 * The built jar laid out flat beside a cache of the classes that a start loads, as {@code docs/operations.md} has it for a quicker start:
 * tests that start the product again and again would spend most of their time on loading classes.
 */
final class LaidOutJar {
    private static final Path FOLDER = Path.of("target", "laid-out");
    private static final Path APPLICATION = FOLDER.resolve("omni-orchestrator.jar");
    private static final Path CACHE = FOLDER.resolve("classes.aot");
    private static final Path MADE_OF = FOLDER.resolve("made-of");

    private static boolean known;

    private LaidOutJar() {}

    /**
     * What starts it.
     *
     * @param jar the built jar
     * @param java the Java program and its options; the cache fits only the very same ones
     */
    static synchronized List<String> command(Path jar, List<String> java) throws IOException, InterruptedException {
        if (!isKnown(jar)) {
            layOut(jar, java.getFirst());
            remember(java);
            Files.writeString(MADE_OF, digest(jar));
            known = true;
        }
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-XX:AOTCache=" + CACHE.toAbsolutePath(), "-jar", application()));
        return command;
    }

    /** By its content: a reproducible build gives every jar the same time. */
    private static boolean isKnown(Path jar) throws IOException {
        known = known || Files.exists(MADE_OF) && Files.readString(MADE_OF).equals(digest(jar));
        return known;
    }

    private static String digest(Path jar) throws IOException {
        try (InputStream content = Files.newInputStream(jar)) {
            return DigestUtils.md5DigestAsHex(content);
        }
    }

    private static void layOut(Path jar, String java) throws IOException, InterruptedException {
        Files.deleteIfExists(MADE_OF);
        Process process = new ProcessBuilder(
                        java,
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        FOLDER.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("the jar could not be laid out");
        }
    }

    /** A start and an orderly end, at which Java writes down what was loaded. */
    private static void remember(List<String> java) throws IOException, InterruptedException {
        Path unfinished = CACHE.resolveSibling("classes.aot.part").toAbsolutePath();
        Path home = Files.createTempDirectory("omni-laid-out");
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-XX:AOTCacheOutput=" + unfinished, "-jar", application()));
        OmniProcess.start(home.resolve("data"), Map.of(), command).stop();
        Files.move(unfinished, CACHE, StandardCopyOption.REPLACE_EXISTING);
        FileSystemUtils.deleteRecursively(home);
    }

    private static String application() {
        return APPLICATION.toAbsolutePath().toString();
    }
}
