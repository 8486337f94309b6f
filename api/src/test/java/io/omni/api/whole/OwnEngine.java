package io.omni.api.whole;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A Docker engine that tests start for themselves, with nothing of its own outside its folder. It listens on a socket, and over TLS to
 * those who have a certificate of its authority.
 */
final class OwnEngine implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int LONGEST_END_SECONDS = 60;
    // Two authorities: the engine's, and one that it doesn't know.
    private static final String CERTIFICATES = """
            new() { openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$2" -keyout $1 "${@:3}" 2>&1; }
            sign() { openssl x509 -req -days ${days:-2} -CA ca.pem -CAkey ca-key.pem -CAcreateserial "$@" 2>&1; }
            echo extendedKeyUsage=clientAuth >client.ext
            printf 'extendedKeyUsage=serverAuth\\nsubjectAltName=IP:127.0.0.1\\n' >server.ext
            for authority in known unknown; do
              mkdir $authority
              cd $authority
              new ca-key.pem $authority -x509 -days 2 -out ca.pem
              new key.pem client -out client.csr
              sign -in client.csr -extfile ../client.ext -out cert.pem
              new server-key.pem server -out server.csr
              sign -in server.csr -extfile ../server.ext -out server-cert.pem
              days=-1 sign -in server.csr -extfile ../server.ext -out expired-cert.pem
              cd ..
            done
            """;

    private final Path folder;
    private final Process process;
    private final int tlsPort;

    private OwnEngine(Path folder, Process process, int tlsPort) {
        this.folder = folder;
        this.process = process;
        this.tlsPort = tlsPort;
    }

    /** Why none can be started here; null when one can. */
    static @Nullable String missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "only root can start an engine";
        }
        return Stream.of("dockerd", "openssl")
                .filter(program -> Commands.find(program) == null)
                .findFirst()
                .map(program -> "there is no " + program)
                .orElse(null);
    }

    /** Starts one and waits until it answers. */
    static OwnEngine start() throws IOException {
        Path folder = Files.createTempDirectory("omni-engine-");
        Path tls = Files.createDirectory(folder.resolve("tls"));
        Commands.run(tls, List.of("bash", "-ec", CERTIFICATES), new byte[0]);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path known = tls.resolve("known");
        // A bridge and a storage driver of its own kind need rights that a machine inside another one seldom gives.
        Process process = new ProcessBuilder(
                        "dockerd",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("docker.pid"),
                        "--containerd-namespace=omni-it",
                        "--containerd-plugins-namespace=omni-it-plugins",
                        "--host=unix://" + folder.resolve("docker.sock"),
                        "--host=tcp://127.0.0.1:" + port,
                        "--tlsverify",
                        "--tlscacert=" + known.resolve("ca.pem"),
                        "--tlscert=" + known.resolve("server-cert.pem"),
                        "--tlskey=" + known.resolve("server-key.pem"),
                        "--iptables=false",
                        "--ip6tables=false",
                        "--bridge=none",
                        "--storage-driver=vfs")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dockerd.log").toFile())
                .start();
        OwnEngine engine = new OwnEngine(folder, process, port);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        try {
            Waiting.until(
                    "the engine answers; see " + folder.resolve("dockerd.log"),
                    LONGEST_START,
                    () -> !process.isAlive()
                            || Files.exists(folder.resolve("docker.sock")) && DockerHost.answers(engine.socket()),
                    done -> done);
            if (!process.isAlive()) {
                throw new IOException("the engine ended: " + Files.readString(folder.resolve("dockerd.log")));
            }
            return engine;
        } catch (IOException | AssertionError e) {
            engine.close();
            throw e;
        }
    }

    /** Its socket, as DOCKER_HOST. */
    String socket() {
        return "unix://" + folder.resolve("docker.sock");
    }

    /** The port where it speaks TLS, on 127.0.0.1, which is what its certificate is made out to. */
    int tlsPort() {
        return tlsPort;
    }

    /** The folder with the certificate of its authority, and one for a client. */
    Path known() {
        return folder.resolve("tls/known");
    }

    /** The same from an authority that it doesn't know. */
    Path unknown() {
        return folder.resolve("tls/unknown");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // It can leave its network namespace mounted, and what is mounted can't be removed.
        for (String mount : Files.readAllLines(Path.of("/proc/self/mounts")).reversed()) {
            String target = mount.split(" ")[1];
            if (target.startsWith(folder + "/")) {
                Commands.run(folder, List.of("umount", "-l", target), new byte[0]);
            }
        }
        FileSystemUtils.deleteRecursively(folder);
    }
}
