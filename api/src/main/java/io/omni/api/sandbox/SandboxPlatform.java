package io.omni.api.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.omni.api.sandbox.Faults.Mode;
import io.omni.api.sandbox.PlayedService.Asked;
import io.omni.api.sandbox.PlayedService.Reply;
import io.omni.command.service.ServiceCatalog.ManagedService;
import io.omni.command.service.ServicePlacement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the managed services on the loopback: each under its container's name as the first part of the path, the ones that speak no
 * HTTP on a port of their own. What a service needs to work it needs here too: it answers 503 while that is down. Every answer says
 * that it comes from the sandbox.
 */
final class SandboxPlatform implements ServicePlacement, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SandboxPlatform.class);
    private static final int MAX_BODY_BYTES = 8 << 20;

    private final Map<String, PlayedService> played;
    private final Map<String, ManagedService> byContainer = new ConcurrentHashMap<>();
    private final Dependencies dependencies;
    private final Map<String, LoopbackPort> ports = new ConcurrentHashMap<>();
    private final Faults faults;
    private final CallBook calls;
    private final Duration slowness;
    private final JsonMapper json;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Predicate<String> containerAnswers = _ -> true;

    SandboxPlatform(List<PlayedService> played, Faults faults, CallBook calls, Duration slowness, JsonMapper json) {
        this.played = played.stream().collect(Collectors.toMap(PlayedService::name, Function.identity()));
        this.faults = faults;
        this.dependencies = new Dependencies(faults);
        this.calls = calls;
        this.slowness = slowness;
        this.json = json;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox platform finds no free port on the loopback", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    @Override
    public URI baseUrl(ManagedService service) {
        dependencies.note(service);
        if (service.health().equals("tcp")) {
            var port = ports.computeIfAbsent(
                    service.name(), name -> new LoopbackPort(() -> calls.add(name, "CONNECT", "", "accepted")));
            Mode met = faults.next(service.name());
            boolean up = met != Mode.DOWN && met != Mode.ERROR && containerAnswers.test(service.container());
            return url(port.place(up), "");
        }
        byContainer.put(service.container(), service);
        return url(server.getAddress().getPort(), "/" + service.container());
    }

    /** Lets services answer only while their containers do. */
    void runIn(Predicate<String> containers) {
        containerAnswers = containers;
    }

    /** Switches all faults off and forgets all calls and everything that the services were told. */
    void reset() {
        faults.clear();
        calls.clear();
        played.values().forEach(PlayedService::reset);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        ports.values().forEach(LoopbackPort::close);
    }

    private static URI url(int port, String path) {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Server", "omni-sandbox");
            String path = exchange.getRequestURI().getPath();
            int slash = path.indexOf('/', 1);
            String container = slash < 0 ? path.substring(1) : path.substring(1, slash);
            ManagedService service = byContainer.get(container);
            if (service == null) {
                send(exchange, Reply.error(404, "The sandbox plays no service '" + container + "'."));
                return;
            }
            String rest = slash < 0 ? "/" : path.substring(slash);
            String outcome = "closed";
            try {
                outcome = answer(exchange, service, rest);
            } finally {
                calls.add(service.name(), exchange.getRequestMethod(), rest, outcome);
            }
        }
    }

    private String answer(HttpExchange exchange, ManagedService service, String path) throws IOException {
        Mode met = faults.next(service.name());
        if (met == Mode.DOWN || !containerAnswers.test(service.container())) {
            // Closing the exchange without an answer closes the connection.
            return "closed";
        }
        if (met == Mode.SLOW) {
            try {
                Thread.sleep(slowness);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "closed";
            }
        }
        Reply reply = met == Mode.ERROR
                ? Reply.error(500, "The sandbox's fault 'error' is switched on for this service.")
                : reply(exchange, service, path);
        send(exchange, reply);
        return String.valueOf(reply.status());
    }

    private Reply reply(HttpExchange exchange, ManagedService service, String path) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return Reply.error(413, "The sandbox takes at most 8 MiB.");
        }
        boolean health = path.equals(service.health());
        String missing = health ? dependencies.failingBelow(service) : dependencies.failingStore(service);
        if (missing != null) {
            return new Reply(503, Map.of("status", "unhealthy", "service", service.name(), "failing", missing));
        }
        if (health) {
            return Reply.ok(Map.of(
                    "status",
                    "ok",
                    "service",
                    service.name(),
                    "version",
                    service.version().orElse("sandbox")));
        }
        PlayedService one = played.get(service.name());
        try {
            return one == null
                    ? Reply.notFound()
                    : one.answer(new Asked(exchange.getRequestMethod(), path, body, json));
        } catch (JacksonException e) {
            return Reply.error(400, "The body is no JSON of the expected shape.");
        } catch (RuntimeException e) {
            log.warn("The sandbox's {} failed on {}", service.name(), path, e);
            return Reply.error(500, "The sandbox failed; its log says why.");
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = json.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }
}
