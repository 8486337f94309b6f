package io.omni.api.whole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Serves a folder's bare repositories over <a href="https://git-scm.com/docs/http-protocol">git's smart HTTP</a>, takes its time over
 * pushes, and counts what they changed. A push waits before it is taken, or its answer afterwards: at random.
 */
final class SlowGitServer implements AutoCloseable {
    private final Path folder;
    private final Duration slowness;
    private final Random random;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> pushes = new ConcurrentHashMap<>();

    SlowGitServer(Path folder, Duration slowness, Random random) throws IOException {
        this.folder = folder;
        this.slowness = slowness;
        this.random = random;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String repository) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
    }

    /** How often a push changed one of the repository's branches. */
    int pushesTaken(String repository) {
        return pushes.getOrDefault(repository, 0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
        try (exchange;
                Repository repository =
                        new FileRepository(folder.resolve(path[0]).toFile())) {
            switch (path[1]) {
                case "info/refs" ->
                    advertise(exchange, repository, exchange.getRequestURI().getQuery());
                case "git-upload-pack" -> upload(exchange, repository);
                case "git-receive-pack" -> receive(exchange, repository, path[0]);
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void advertise(HttpExchange exchange, Repository repository, String query) throws IOException {
        String service = query.substring("service=".length());
        answer(exchange, service + "-advertisement");
        PacketLineOut out = new PacketLineOut(exchange.getResponseBody());
        out.writeString("# service=" + service + "\n");
        out.end();
        PacketLineOutRefAdvertiser advertiser = new PacketLineOutRefAdvertiser(out);
        if (service.equals("git-receive-pack")) {
            new ReceivePack(repository).sendAdvertisedRefs(advertiser);
        } else {
            uploadPack(repository).sendAdvertisedRefs(advertiser);
        }
    }

    private static void upload(HttpExchange exchange, Repository repository) throws IOException {
        try (InputStream in = body(exchange)) {
            answer(exchange, "git-upload-pack-result");
            uploadPack(repository).upload(in, exchange.getResponseBody(), null);
        }
    }

    private void receive(HttpExchange exchange, Repository repository, String name) throws IOException {
        boolean before = random.nextBoolean();
        ReceivePack push = new ReceivePack(repository);
        push.setBiDirectionalPipe(false);
        push.setPreReceiveHook((_, _) -> waitIf(before));
        push.setPostReceiveHook((_, commands) -> {
            long taken = commands.stream()
                    .filter(c -> c.getResult() == ReceiveCommand.Result.OK)
                    .count();
            pushes.merge(name, (int) taken, Integer::sum);
            waitIf(!before);
        });
        try (InputStream in = body(exchange)) {
            answer(exchange, "git-receive-pack-result");
            push.receive(in, exchange.getResponseBody(), null);
        }
    }

    private void waitIf(boolean so) {
        if (so) {
            Waiting.pause(slowness);
        }
    }

    private static UploadPack uploadPack(Repository repository) {
        UploadPack pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        pack.setRequestPolicy(UploadPack.RequestPolicy.ANY);
        return pack;
    }

    private static InputStream body(HttpExchange exchange) {
        try {
            InputStream body = exchange.getRequestBody();
            return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                    ? new GZIPInputStream(body)
                    : body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-" + type);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
    }
}
