package io.omni.api.whole;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Endpoints of webhooks, one a path. Every delivery that arrives is verified with the library that Standard Webhooks publishes; one that
 * doesn't verify is kept as unverified, and answered as every other, so that a test sees it.
 */
final class WebhookSink implements AutoCloseable {
    static final String SECRET = "webhook_signing_secret";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, List<String>> secrets = new ConcurrentHashMap<>();

    WebhookSink() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** One delivery as it arrived. */
    record Received(String path, Map<String, String> headers, byte[] body, boolean verified) {
        String id() {
            return String.valueOf(headers.get("webhook-id"));
        }

        JsonNode json() {
            return Api.JSON.readTree(body);
        }

        String type() {
            return json().path("type").asString();
        }
    }

    /** What an endpoint answers: a status, negative for none at all. */
    @FunctionalInterface
    interface Reply {
        int status(Received received) throws InterruptedException;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void answering(String path, Reply reply) {
        replies.put(path, reply);
    }

    /** The secrets that deliveries to this path must all verify with; {@link #SECRET} unless said otherwise. */
    void expecting(String path, String... wanted) {
        secrets.put(path, List.of(wanted));
    }

    List<Received> at(String path) {
        return received.stream().filter(r -> r.path.equals(path)).toList();
    }

    List<Received> unverified() {
        return received.stream().filter(r -> !r.verified).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(
                            e -> e.getKey().toLowerCase(java.util.Locale.ROOT),
                            e -> e.getValue().getFirst()));
            Received one = new Received(path, headers, body, verifies(path, headers, body));
            received.add(one);
            int status = replies.getOrDefault(path, _ -> 204).status(one);
            if (status == 500) {
                // Who waits for the second try says when; on a slow machine it would else come by itself meanwhile.
                exchange.getResponseHeaders().set("Retry-After", "300");
            }
            if (status > 0) {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean verifies(String path, Map<String, String> headers, byte[] body) {
        Map<String, List<String>> all =
                headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
        try {
            for (String secret : secrets.getOrDefault(path, List.of(SECRET))) {
                Webhook verifier = secret.startsWith("whsec_")
                        ? new Webhook(secret)
                        : new Webhook(secret.getBytes(StandardCharsets.UTF_8));
                verifier.verify(new String(body, StandardCharsets.UTF_8), all);
            }
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }
}
