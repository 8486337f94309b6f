package io.omni.api.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** The Docker engine that tests use, through Docker's own client, so that what the product did is seen with other eyes. */
final class DockerHost implements AutoCloseable {
    private static final Path ANYWHERE = Path.of("/");
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final String address;
    private final @Nullable OwnEngine own;

    private DockerHost(String address, @Nullable OwnEngine own) {
        this.address = address;
        this.own = own;
    }

    /**
     * The engine that DOCKER_HOST names, or one of our own where none answers: a second one with a bridge would need the first one's rights,
     * and without a bridge it takes the first one's away.
     *
     * @throws IOException when there is neither; its message says why
     */
    static DockerHost open() throws IOException {
        if (!Files.isExecutable(BUSYBOX)) {
            throw new IOException("there is no statically linked " + BUSYBOX + " to make an image of");
        }
        String named = System.getenv("DOCKER_HOST");
        String address = named == null || named.isBlank() ? "unix:///var/run/docker.sock" : named;
        if (answers(address)) {
            return new DockerHost(address, null);
        }
        String missing = OwnEngine.missing();
        if (missing != null) {
            throw new IOException("no engine answers at " + address + ", and " + missing);
        }
        try {
            OwnEngine engine = OwnEngine.start();
            return new DockerHost(engine.socket(), engine);
        } catch (AssertionError e) {
            throw new IOException("no engine answers at " + address + ", and none of our own: " + e.getMessage(), e);
        }
    }

    static boolean answers(String address) {
        try {
            new DockerHost(address, null).run("version", "--format", "{{.Server.Version}}");
            return true;
        } catch (AssertionError | UncheckedIOException e) {
            return false;
        }
    }

    /** Its socket, as DOCKER_HOST. */
    String address() {
        return address;
    }

    /** The engine, when it is our own; null when it belongs to the machine. */
    @Nullable
    OwnEngine own() {
        return own;
    }

    /** Makes an image of nothing but busybox and a start script. */
    void image(String name, String startScript) throws IOException {
        Path root = Files.createTempDirectory("omni-image-");
        try {
            fill(root, startScript);
            byte[] tar = Commands.run(root, List.of("tar", "-c", "."), new byte[0]);
            Commands.run(ANYWHERE, docker("import", "--change", "CMD [\"/start\"]", "-", name), tar);
        } finally {
            FileSystemUtils.deleteRecursively(root);
        }
    }

    private static void fill(Path root, String startScript) throws IOException {
        Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(root.resolve("tmp"));
        Files.copy(BUSYBOX, root.resolve("bin/busybox"));
        Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("busybox"));
        Files.writeString(root.resolve("start"), startScript);
        if (!root.resolve("start").toFile().setExecutable(true)) {
            throw new IOException("the start script can't be made executable");
        }
    }

    JsonNode inspect(String container) {
        return Api.JSON.readTree(run("inspect", container)).get(0);
    }

    String run(String... arguments) {
        return new String(Commands.run(ANYWHERE, docker(arguments), new byte[0]), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        }
    }

    private List<String> docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "-H", address));
        command.addAll(List.of(arguments));
        return command;
    }
}
