package io.omni.api.whole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of resumable uploads that takes half of a video when it is sent first, and then no more until the sender is gone. */
final class HaltingYouTube implements AutoCloseable {
    private static final Pattern SENT = Pattern.compile("bytes ([0-9]+)-([0-9]+)/([0-9]+)");

    private final Map<String, ByteArrayOutputStream> sessions = new ConcurrentHashMap<>();
    private final Set<String> met = new ConcurrentSkipListSet<>();
    private final Set<String> halted = new ConcurrentSkipListSet<>();
    private final Set<String> finished = new ConcurrentSkipListSet<>();
    private final List<Integer> begunAt = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    HaltingYouTube() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/videos", this::open);
        server.createContext("/session/", this::take);
        server.start();
    }

    String uploads() {
        return url("/videos");
    }

    /** How many uploads stand still at their half. */
    int halted() {
        return halted.size();
    }

    /** How many sessions were opened, and how many of them have all of their video. */
    List<Integer> openedAndFinished() {
        return List.of(sessions.size(), finished.size());
    }

    /** Where each sending of bytes began. */
    List<Integer> begunAt() {
        return begunAt;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void open(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String id = Integer.toString(sessions.size() + 1);
        sessions.put(id, new ByteArrayOutputStream());
        exchange.getResponseHeaders().set("Location", url("/session/" + id));
        answer(exchange, 200, "");
    }

    private void take(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring("/session/".length());
        ByteArrayOutputStream bytes = sessions.get(id);
        Matcher sent = SENT.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Range")));
        if (sent.matches()) {
            begunAt.add(Integer.valueOf(sent.group(1)));
            int count = Integer.parseInt(sent.group(2)) - Integer.parseInt(sent.group(1)) + 1;
            boolean halts = met.add(id);
            InputStream body = exchange.getRequestBody();
            bytes.write(body.readNBytes(halts ? count / 2 : count));
            if (halts) {
                halted.add(id);
                untilGone(body);
                return;
            }
            if (bytes.size() == Integer.parseInt(sent.group(3))) {
                finished.add(id);
            }
        }
        if (finished.contains(id)) {
            answer(exchange, 201, "{\"id\":\"video" + id + "\"}");
            return;
        }
        if (bytes.size() > 0) {
            exchange.getResponseHeaders().set("Range", "bytes=0-" + (bytes.size() - 1));
        }
        answer(exchange, 308, "");
    }

    /** Lets what comes run into the void, a little at a time, until the connection breaks. */
    private static void untilGone(InputStream body) {
        try {
            while (body.read() >= 0) {
                Thread.sleep(1_000);
            }
        } catch (IOException e) {
            // The sender is gone, as it should be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
