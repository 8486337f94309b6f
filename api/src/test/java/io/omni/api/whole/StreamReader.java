package io.omni.api.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a live stream of events as a browser does: when the connection ends, it comes back with the last id it has seen. */
final class StreamReader implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Supplier<Api> server;
    private final String path;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<Long> ids = new CopyOnWriteArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile int connections;

    /**
     * Begins to read.
     *
     * @param server where to connect to now; it may be another one after a restart
     * @param path the stream's path with its parameters
     */
    StreamReader(Supplier<Api> server, String path) {
        this.server = server;
        this.path = path;
        this.thread = Thread.ofPlatform().name("stream-reader").start(this::read);
    }

    /** What came, in the order in which it came. */
    List<JsonNode> events() {
        return events;
    }

    /** The ids that came, in the order in which they came. */
    List<Long> ids() {
        return ids;
    }

    /** The reasons that the server gave for an end. */
    List<String> ends() {
        return ends;
    }

    /** How often it has connected. */
    int connections() {
        return connections;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void read() {
        while (!closed) {
            try {
                connect();
            } catch (IOException | UncheckedIOException ended) {
                // Closing interrupts this; then there is no next time.
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void connect() throws IOException, InterruptedException {
        Api api = server.get();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url(path)))
                .header("Authorization", "Bearer " + api.token())
                .header("Accept", "text/event-stream");
        if (!ids.isEmpty()) {
            request.header("Last-Event-ID", Long.toString(ids.getLast()));
        }
        HttpResponse<Stream<String>> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new IOException("the stream was answered with " + response.statusCode());
        }
        SeenAnswers.note("GET", response.uri(), response.statusCode(), "");
        connections++;
        try (Stream<String> lines = response.body()) {
            Parser parser = new Parser();
            lines.forEach(parser::line);
        }
    }

    /** Puts lines together to events, by the rules of server-sent events. */
    private final class Parser {
        private @Nullable Long id;
        private @Nullable String event;
        private String data = "";

        void line(String line) {
            if (line.isEmpty()) {
                dispatch();
            } else if (line.startsWith("id: ")) {
                id = Long.valueOf(line.substring(4));
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            }
        }

        private void dispatch() {
            if ("end".equals(event)) {
                ends.add(Api.JSON.readTree(data).path("reason").asString());
            } else if (id != null && !data.isEmpty()) {
                events.add(Api.JSON.readTree(data));
                ids.add(id);
            }
            id = null;
            event = null;
            data = "";
        }
    }
}
