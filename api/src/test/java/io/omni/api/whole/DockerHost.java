package io.omni.api.whole;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The Docker engine that tests may use, through Docker's own client, so that what the product did is seen with other eyes. */
final class DockerHost {
    private static final Path USUAL_SOCKET = Path.of("/var/run/docker.sock");
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final int LONGEST_SECONDS = 60;

    private DockerHost() {}

    /** Why no test can run here; null when they can. */
    static @Nullable String missing() {
        if (!Files.isExecutable(BUSYBOX)) {
            return "no Docker tests: there is no statically linked " + BUSYBOX + " to make an image of";
        }
        try {
            run("version", "--format", "{{.Server.Version}}");
            return null;
        } catch (AssertionError | UncheckedIOException e) {
            return "no Docker tests: no engine answers at " + address() + ": " + e.getMessage();
        }
    }

    static String address() {
        String host = System.getenv("DOCKER_HOST");
        return host == null || host.isBlank() ? "unix://" + USUAL_SOCKET : host;
    }

    /** Makes an image of nothing but busybox and a start script. */
    static void image(String name, String startScript) throws IOException {
        Path root = Files.createTempDirectory("omni-image-");
        Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(root.resolve("tmp"));
        Files.copy(BUSYBOX, root.resolve("bin/busybox"));
        Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("busybox"));
        Files.writeString(root.resolve("start"), startScript);
        if (!root.resolve("start").toFile().setExecutable(true)) {
            throw new IOException("the start script can't be made executable");
        }
        byte[] tar = bytes(List.of("tar", "-C", root.toString(), "-c", "."), new byte[0]);
        bytes(docker("import", "--change", "CMD [\"/start\"]", "-", name), tar);
    }

    static JsonNode inspect(String container) {
        return Api.JSON.readTree(run("inspect", container)).get(0);
    }

    static String run(String... arguments) {
        return new String(bytes(docker(arguments), new byte[0]), StandardCharsets.UTF_8).strip();
    }

    private static List<String> docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "-H", address()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static byte[] bytes(List<String> command, byte[] input) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread.ofVirtual().start(() -> {
                try (var stdin = process.getOutputStream();
                        InputStream given = new ByteArrayInputStream(input)) {
                    given.transferTo(stdin);
                } catch (IOException e) {
                    // The program's own exit code says what was wrong.
                    process.destroy();
                }
            });
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            process.getInputStream().transferTo(output);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " failed");
            }
            return output.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
