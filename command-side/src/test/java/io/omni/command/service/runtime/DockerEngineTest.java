package io.omni.command.service.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.omni.command.service.runtime.ContainerRuntime.Container;
import io.omni.command.service.runtime.ContainerRuntime.Replacement;
import io.omni.command.service.runtime.RuntimeTrouble.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Docker's engine as a small server of ours plays it, with what the real one does only on bad days. */
class DockerEngineTest {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INSPECTED = """
            {"Id": "0123456789abcdef", "Name": "/omni-redis", "Image": "sha256:1", "State": {"Running": true, "ExitCode": 0},
             "Config": {"Image": "redis:7", "Hostname": "0123456789ab", "Env": ["PATH=/bin", "A=b=c", "BARE"],
                        "Labels": {"team": "data"}, "FromTheFuture": {"kept": true}},
             "HostConfig": {"Memory": 1000, "MemorySwap": 2000, "CpuQuota": 50000, "CpuPeriod": 100000, "NetworkMode": "omni",
                            "Binds": ["/etc/redis:/conf:ro"], "NewInEngine99": [1, 2]},
             "Mounts": [{"Type": "bind", "Destination": "/conf"},
                        {"Type": "volume", "Name": "f00d", "Destination": "/data", "RW": true}],
             "NetworkSettings": {"Networks": {
                "omni": {"Aliases": ["redis", "0123456789ab"], "IPAMConfig": {"IPv4Address": "10.0.0.7"}, "Gateway": "10.0.0.1"},
                "monitoring": {"Aliases": null}}}}
            """;

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private DockerEngine engine;

    @TempDir
    private Path temp;

    private record Reply(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        engine = engineAt(URI.create("tcp://127.0.0.1:" + server.getAddress().getPort()));
        replies.put("GET /containers/omni-redis/json", new Reply(200, INSPECTED));
        replies.put("GET /containers/0123456789abcdef/json", new Reply(200, INSPECTED));
    }

    @AfterEach
    void stop() {
        engine.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_container_is_read_with_its_environment_and_limits() throws Exception {
        Container found = engine.find("omni-redis").orElseThrow();

        assertThat(found.environment()).isEqualTo(Map.of("PATH", "/bin", "A", "b=c"));
        assertThat(found.memoryBytes()).isEqualTo(1000);
        assertThat(found.nanoCpus()).isEqualTo(500_000_000L);
        assertThat(found.running()).isTrue();
        assertThat(found.toString()).doesNotContain("b=c");
    }

    @Test
    void the_beginning_of_an_id_is_not_taken_for_a_name() throws Exception {
        replies.put("GET /containers/0123/json", new Reply(200, INSPECTED));

        assertThat(engine.find("0123")).isEmpty();
        assertThat(engine.find("nobody")).isEmpty();
    }

    @Test
    void a_replacement_is_like_the_old_container_in_everything_that_it_does_not_change() throws Exception {
        replies.put("GET /images/redis%3A7/json", new Reply(200, "{\"Id\": \"sha256:1\"}"));
        replies.put("POST /containers/create?name=next", new Reply(201, "{\"Id\": \"fedc\"}"));
        replies.put("POST /networks/monitoring/connect", new Reply(200, ""));

        String id = engine.create(new Replacement(
                "0123456789abcdef", "next", Map.of("A", "new"), 4096, 2_000_000_000L, Map.of("team", "data")));

        assertThat(id).isEqualTo("fedc");
        JsonNode body = JSON.readTree(bodies.get("POST /containers/create?name=next"));
        assertThat(body.path("Image").asString()).isEqualTo("redis:7");
        assertThat(body.path("FromTheFuture").path("kept").asBoolean()).isTrue();
        assertThat(body.has("Hostname")).isFalse();
        assertThat(body.path("Env").toString()).isEqualTo("[\"A=new\",\"BARE\"]");
        JsonNode host = body.path("HostConfig");
        assertThat(host.path("NewInEngine99").size()).isEqualTo(2);
        assertThat(host.path("Memory").asLong()).isEqualTo(4096);
        assertThat(host.path("MemorySwap").asLong()).isZero();
        assertThat(host.path("NanoCpus").asLong()).isEqualTo(2_000_000_000L);
        assertThat(host.path("CpuQuota").asLong()).isZero();
        assertThat(host.path("Binds").toString()).isEqualTo("[\"/etc/redis:/conf:ro\",\"f00d:/data\"]");
        JsonNode endpoint =
                body.path("NetworkingConfig").path("EndpointsConfig").path("omni");
        assertThat(endpoint.path("IPAMConfig").path("IPv4Address").asString()).isEqualTo("10.0.0.7");
        assertThat(endpoint.path("Aliases").toString()).isEqualTo("[\"redis\"]");
        assertThat(endpoint.has("Gateway")).isFalse();
        assertThat(asked).contains("POST /networks/monitoring/connect");
    }

    @Test
    void an_image_whose_name_has_moved_on_is_taken_by_its_id() throws Exception {
        replies.put("GET /images/redis%3A7/json", new Reply(200, "{\"Id\": \"sha256:2\"}"));
        replies.put("POST /containers/create?name=next", new Reply(201, "{\"Id\": \"fedc\"}"));
        replies.put("POST /networks/monitoring/connect", new Reply(200, ""));

        engine.create(new Replacement("0123456789abcdef", "next", Map.of(), 1000, 500_000_000L, Map.of()));

        JsonNode body = JSON.readTree(bodies.get("POST /containers/create?name=next"));
        assertThat(body.path("Image").asString()).isEqualTo("sha256:1");
        assertThat(body.path("HostConfig").path("MemorySwap").asLong()).isEqualTo(2000);
        assertThat(body.path("HostConfig").path("CpuQuota").asLong()).isEqualTo(50_000);
    }

    @ParameterizedTest
    @CsvSource({"400,REFUSED", "404,NO_SUCH_CONTAINER", "409,REFUSED", "500,REFUSED"})
    void what_the_engine_refuses_is_told_from_an_engine_that_is_away(int status, Kind kind) {
        replies.put("POST /containers/x/start", new Reply(status, "{\"message\": \"no way\"}"));

        RuntimeTrouble trouble = catchThrowableOfType(RuntimeTrouble.class, () -> engine.start("x"));

        assertThat(trouble.kind()).isEqualTo(kind);
        assertThat(trouble.getMessage()).contains(kind == Kind.REFUSED ? "no way" : "no container x");
    }

    @Test
    void what_is_done_already_is_no_error() throws Exception {
        replies.put("POST /containers/x/start", new Reply(304, ""));
        replies.put("POST /containers/x/stop?t=10", new Reply(304, ""));
        replies.put("DELETE /containers/x?force=true&v=false", new Reply(404, "{\"message\": \"No such container\"}"));

        engine.start("x");
        engine.stop("x", Duration.ofSeconds(10));
        engine.remove("x");
        engine.rename("0123456789abcdef", "omni-redis");

        assertThat(asked).hasSize(4);
    }

    @Test
    void a_value_that_the_engine_repeats_is_not_passed_on() {
        replies.put("GET /images/redis%3A7/json", new Reply(404, "{}"));
        replies.put("POST /containers/create?name=next", new Reply(400, "{\"message\": \"bad: KEY=planted-value\"}"));

        RuntimeTrouble trouble = catchThrowableOfType(
                RuntimeTrouble.class,
                () -> engine.create(
                        new Replacement("0123456789abcdef", "next", Map.of("KEY", "planted-value"), 0, 0, Map.of())));

        assertThat(trouble.getMessage()).contains("bad: KEY=***").doesNotContain("planted-value");
    }

    @Test
    void an_engine_that_is_not_there_is_unreachable() {
        try (DockerEngine missing = engineAt(URI.create("unix://" + temp.resolve("no.sock")));
                DockerEngine refusing = engineAt(URI.create("tcp://127.0.0.1:1"))) {
            assertThat(catchThrowableOfType(RuntimeTrouble.class, () -> missing.find("x"))
                            .kind())
                    .isEqualTo(Kind.UNREACHABLE);
            assertThat(catchThrowableOfType(RuntimeTrouble.class, () -> refusing.find("x"))
                            .kind())
                    .isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void an_engine_that_hangs_or_drips_is_left_when_the_time_is_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                DockerEngine hanging = engineAt(URI.create("tcp://127.0.0.1:" + silent.getLocalPort()), SHORT);
                DockerEngine dripped = engineAt(
                        URI.create("tcp://127.0.0.1:" + server.getAddress().getPort()), SHORT)) {
            assertThat(catchThrowableOfType(RuntimeTrouble.class, () -> hanging.find("x"))
                            .kind())
                    .isEqualTo(Kind.UNREACHABLE);
            replies.put("GET /containers/drip/json", new Reply(-1, ""));
            RuntimeTrouble dripping = catchThrowableOfType(RuntimeTrouble.class, () -> dripped.find("drip"));
            assertThat(dripping).hasMessageContaining("did not answer within");
        }
    }

    @Test
    void something_else_that_answers_is_no_engine() {
        replies.put("GET /containers/x/json", new Reply(200, "<html>"));

        assertThat(catchThrowableOfType(RuntimeTrouble.class, () -> engine.find("x")))
                .hasMessageContaining("not the container engine's");
    }

    private static DockerEngine engineAt(URI host) {
        return engineAt(host, Duration.ofSeconds(30));
    }

    private static DockerEngine engineAt(URI host, Duration patience) {
        return new DockerEngine(new DockerSettings(host, null, patience, patience));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        synchronized (asked) {
            asked.add(request);
        }
        bodies.put(request, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Reply reply = replies.getOrDefault(request, new Reply(404, "{\"message\": \"No such container\"}"));
        try (exchange) {
            if (reply.status() < 0) {
                drip(exchange);
                return;
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try {
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
