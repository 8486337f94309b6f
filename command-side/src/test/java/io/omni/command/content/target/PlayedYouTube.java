package io.omni.command.content.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Behaves like YouTube's resumable upload: sessions, 308 with what has arrived, 404 for sessions that are over, and faults on demand. */
final class PlayedYouTube implements AutoCloseable {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:([0-9]+)-([0-9]+)|\\*)/([0-9]+)");

    /** What goes wrong with a request for the bytes of a session. */
    enum Fault {
        /** Half of a chunk arrives, then the connection breaks. */
        BREAKS_HALFWAY,
        /** All of a chunk arrives, but the answer doesn't. */
        ANSWER_IS_LOST,
        /** Half of a chunk is kept, and the answer says so. */
        KEEPS_HALF,
        /** The answer names a range that can't be. */
        NONSENSE_RANGE,
        /** 503. */
        UNAVAILABLE,
        /** The session is over. */
        EXPIRES
    }

    final Deque<Fault> faults = new ArrayDeque<>();
    final List<String> videos = new ArrayList<>();
    final List<String> bodies = new ArrayList<>();
    final Map<String, ByteArrayOutputStream> sessions = new HashMap<>();
    private final Map<String, String> finished = new HashMap<>();
    private final HttpServer server;
    String token = "good";
    String opening = "";
    String location = "";
    int chunks;
    long sent;

    PlayedYouTube() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/videos", this::open);
        server.createContext("/session/", this::take);
        server.createContext("/token", exchange -> {
            token = "fresh";
            answer(exchange, 200, "{\"access_token\":\"fresh\",\"expires_in\":3600}");
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private synchronized void open(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!isKnown(exchange)) {
            answer(exchange, 401, "{\"error\":{\"errors\":[{\"reason\":\"authError\"}]}}");
        } else if (!opening.isEmpty()) {
            answer(exchange, 403, "{\"error\":{\"errors\":[{\"reason\":\"" + opening + "\"}]}}");
        } else {
            String id = Integer.toString(sessions.size() + 1);
            sessions.put(id, new ByteArrayOutputStream());
            exchange.getResponseHeaders().set("Location", location.isEmpty() ? url("/session/" + id) : location);
            answer(exchange, 200, "");
        }
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring("/session/".length());
        ByteArrayOutputStream bytes = sessions.get(id);
        Matcher range = CONTENT_RANGE.matcher(
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Range")));
        if (!isKnown(exchange) || bytes == null || !range.matches()) {
            answer(exchange, !isKnown(exchange) ? 401 : 404, "");
            return;
        }
        boolean asks = range.group(1) == null;
        Fault fault = asks ? null : faults.poll();
        if (fault == Fault.EXPIRES) {
            sessions.remove(id);
            answer(exchange, 404, "");
        } else if (fault == Fault.UNAVAILABLE) {
            answer(exchange, 503, "");
        } else {
            if (!asks) {
                store(exchange, bytes, range, fault);
            }
            if (fault == Fault.BREAKS_HALFWAY || fault == Fault.ANSWER_IS_LOST) {
                finish(id, bytes, Long.parseLong(range.group(3)));
                exchange.close();
                return;
            }
            say(exchange, id, bytes, Long.parseLong(range.group(3)), fault);
        }
    }

    private void store(HttpExchange exchange, ByteArrayOutputStream bytes, Matcher range, Fault fault)
            throws IOException {
        chunks++;
        int count = (int) (Long.parseLong(range.group(2)) - Long.parseLong(range.group(1)) + 1);
        boolean half = fault == Fault.BREAKS_HALFWAY || fault == Fault.KEEPS_HALF;
        InputStream body = exchange.getRequestBody();
        byte[] chunk = body.readNBytes(half ? count / 2 : count);
        sent += chunk.length;
        if (Long.parseLong(range.group(1)) == bytes.size()) {
            bytes.write(chunk);
        }
        if (fault == Fault.KEEPS_HALF) {
            body.readAllBytes();
        }
    }

    private void finish(String id, ByteArrayOutputStream bytes, long total) {
        if (bytes.size() == total && !finished.containsKey(id)) {
            finished.put(id, "video" + (videos.size() + 1));
            videos.add(bytes.toString(StandardCharsets.ISO_8859_1));
        }
    }

    private void say(HttpExchange exchange, String id, ByteArrayOutputStream bytes, long total, Fault fault)
            throws IOException {
        finish(id, bytes, total);
        if (finished.containsKey(id)) {
            answer(exchange, 201, "{\"id\":\"" + finished.get(id) + "\"}");
            return;
        }
        if (fault == Fault.NONSENSE_RANGE) {
            exchange.getResponseHeaders().set("Range", "bytes=0-" + (total + 5));
        } else if (bytes.size() > 0) {
            exchange.getResponseHeaders().set("Range", "bytes=0-" + (bytes.size() - 1));
        }
        answer(exchange, 308, "");
    }

    private boolean isKnown(HttpExchange exchange) {
        return ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
