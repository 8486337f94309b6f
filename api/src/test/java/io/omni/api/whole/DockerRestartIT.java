package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/**
 * Real containers in a real engine. They are on the host's network, because not every machine may make one of its own, and are named
 * like an address of the loopback: a container's name is also where its service answers.
 */
@BesideOthers
// A lock also keeps the methods in their order and on one thread, although the class runs beside others.
@ResourceLock("the one container of these tests")
@ExtendWith(SharedEngine.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DockerRestartIT {
    private static final String IMAGE = "omni-it-demo:1";
    private static final String CONTAINER = "127.0.0.77";
    private static final String SERVICE = "/api/v1/services/demo";
    private static final String CONFIG = "/api/v1/config/services/demo";
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String START = """
            #!/bin/sh
            [ -n "$EXIT_CODE" ] && exit $EXIT_CODE
            b=/bin/busybox
            $b mkdir -p /www
            $b env > /www/env
            echo '{"status":"ok"}' > /www/health
            trap 'kill $child; exit 0' TERM
            [ -n "$SLOW" ] && $b sleep $SLOW
            $b httpd -f -p $PORT -h /www &
            child=$!
            wait $child
            """;

    @TempDir
    private static Path temp;

    private static DockerHost docker;
    private static OmniProcess node;
    private static Map<String, String> settings;

    @BeforeAll
    static void start(DockerHost engine) throws IOException {
        docker = engine;
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        docker.image(IMAGE, START);
        removeContainers();
        docker.run(
                "run",
                "-d",
                "--name",
                CONTAINER,
                "--network",
                "host",
                "-v",
                "/data",
                "-e",
                "PORT=" + port,
                "-e",
                "OWN=first",
                IMAGE);
        Path catalog = temp.resolve("services.yaml");
        Files.writeString(catalog, """
                services:
                  - {name: demo, container: %s, port: %d, tier: Data, health: /health}
                  - {name: absent, container: 127.0.0.78, port: 1, tier: Data, health: tcp, depends_on: [demo]}
                """.formatted(CONTAINER, port));
        settings = Map.of(
                "OMNI_PROFILE",
                "production",
                "OMNI_CATALOG",
                catalog.toString(),
                "OMNI_PROBE_INTERVAL",
                "1s",
                "OMNI_PROBE_CONFIRMATIONS",
                "1",
                "DOCKER_HOST",
                docker.address());
        node = OmniProcess.start(temp.resolve("data"), settings);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
            removeContainers();
        }
    }

    @Test
    @Order(1)
    void a_container_is_restarted() {
        restart();
    }

    @Test
    @Order(2)
    void a_change_reaches_the_real_environment_and_limits_and_nothing_else_is_lost() {
        JsonNode before = docker.inspect(CONTAINER);
        node.api().patch(CONFIG, """
                {"environment": {"MODE": "fast", "OWN": "second", "API_KEY": "planted-in-docker"},
                 "resources": {"memory_limit": "64m", "cpu_limit": "0.5"}}""");

        Answer answer = node.api().post(SERVICE + "/restart");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("planted-in-docker");
        JsonNode after = docker.inspect(CONTAINER);
        assertThat(texts(after.path("Config").path("Env")))
                .contains("MODE=fast", "OWN=second", "API_KEY=planted-in-docker");
        assertThat(after.path("HostConfig").path("Memory").asLong()).isEqualTo(64L << 20);
        assertThat(after.path("HostConfig").path("NanoCpus").asLong()).isEqualTo(500_000_000L);
        assertThat(after.path("Mounts").get(0).path("Name"))
                .isEqualTo(before.path("Mounts").get(0).path("Name"));
        assertThat(containers()).containsExactly(CONTAINER);
    }

    @Test
    @Order(3)
    void a_container_that_does_not_come_up_is_rolled_back() {
        String id = docker.inspect(CONTAINER).path("Id").asString();
        node.api().patch(CONFIG, "{\"environment\": {\"EXIT_CODE\": \"7\"}}");

        Answer answer = node.api().post(SERVICE + "/restart");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.text()).contains("exit code 7", "rolled_back");
        assertThat(docker.inspect(CONTAINER).path("Id").asString()).isEqualTo(id);
        assertThat(docker.inspect(CONTAINER).path("State").path("Running").asBoolean())
                .isTrue();
        assertThat(containers()).containsExactly(CONTAINER);
        node.api().patch(CONFIG, "{\"environment\": {\"EXIT_CODE\": null}}");
    }

    @Test
    @Order(4)
    void a_service_without_a_container_is_unavailable() {
        Answer answer = node.api().post("/api/v1/services/absent/restart");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("SERVICE_UNAVAILABLE");
    }

    @Test
    @Order(5)
    void a_killed_container_turns_unhealthy_and_back() {
        until("healthy");

        docker.run("kill", CONTAINER);
        until("unhealthy");

        docker.run("start", CONTAINER);
        until("healthy");
    }

    @Test
    @Order(6)
    void a_container_that_somebody_else_has_changed_has_drifted() {
        assertThat(drift().path("status").asString()).isEqualTo("none");

        docker.run("update", "--memory", "96m", "--memory-swap", "-1", CONTAINER);

        JsonNode drifted = drift();
        assertThat(drifted.path("status").asString()).isEqualTo("drifted");
        assertThat(drifted.path("differences").get(0).path("field").asString()).isEqualTo("resources.memory_limit");
        assertThat(node.api().post(SERVICE + "/restart").status()).isEqualTo(200);
        assertThat(drift().path("status").asString()).isEqualTo("none");
    }

    @Test
    @Order(7)
    void a_restart_survives_that_the_product_is_killed() throws Exception {
        node.api().patch(CONFIG, "{\"environment\": {\"SLOW\": \"3\", \"MODE\": \"slow\"}}");
        String location = node.api().post(SERVICE + "/restart?wait=false").header("Location");
        Waiting.until(
                "the restart has touched the container",
                LONGEST,
                () -> node.api().read(location).path("steps").size(),
                steps -> steps > 1);

        node.kill();
        node = OmniProcess.start(temp.resolve("data"), secured());

        JsonNode end = Waiting.until(
                "the restart has ended",
                LONGEST,
                () -> node.api().read(location),
                r -> !r.path("ended_at").isNull());
        assertThat(end.path("status").asString()).as(end.toString()).isEqualTo("restarted");
        Waiting.until("only one container is left", LONGEST, DockerRestartIT::containers, List.of(CONTAINER)::equals);
        assertThat(texts(docker.inspect(CONTAINER).path("Config").path("Env"))).contains("MODE=slow");
    }

    @Test
    @Order(8)
    void a_container_is_restarted_over_tls() {
        assumeTrue(docker.own() != null, "only an engine of our own speaks TLS");
        assertThat(node.api()
                        .read("/api/v1/config")
                        .path("platform")
                        .path("DOCKER_HOST")
                        .asString())
                .startsWith("tcp://");
        String id = docker.inspect(CONTAINER).path("Id").asString();
        node.api().patch(CONFIG, "{\"environment\": {\"SLOW\": null, \"MODE\": \"secured\"}}");

        restart();

        JsonNode after = docker.inspect(CONTAINER);
        assertThat(after.path("Id").asString()).isNotEqualTo(id);
        assertThat(texts(after.path("Config").path("Env"))).contains("MODE=secured");
    }

    private static void restart() {
        String before = startedAt();

        Answer answer = node.api().post(SERVICE + "/restart");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("healthy");
        assertThat(startedAt()).isNotEqualTo(before);
    }

    /** The settings with the engine being spoken to over TLS, where it can be. */
    private static Map<String, String> secured() {
        OwnEngine engine = docker.own();
        if (engine == null) {
            return settings;
        }
        Map<String, String> secured = new HashMap<>(settings);
        secured.put("DOCKER_HOST", "tcp://127.0.0.1:" + engine.tlsPort());
        secured.put("DOCKER_TLS_VERIFY", "1");
        secured.put("DOCKER_CERT_PATH", engine.known().toString());
        return secured;
    }

    /** As the engine says; while it takes its time, nothing is known. */
    private static JsonNode drift() {
        return Waiting.until(
                "the engine answered in time",
                LONGEST,
                () -> node.api().read(SERVICE).path("configuration").path("drift"),
                drift -> !drift.path("status").asString().equals("unknown"));
    }

    private static void until(String status) {
        Waiting.until(
                "the service is " + status,
                LONGEST,
                () -> node.api().read(SERVICE).path("status").asString(),
                status::equals);
    }

    private static String startedAt() {
        return docker.inspect(CONTAINER).path("State").path("StartedAt").asString();
    }

    private static List<String> containers() {
        String names = docker.run("ps", "-a", "--filter", "name=127.0.0.77", "--format", "{{.Names}}");
        return names.isEmpty() ? List.of() : names.lines().toList();
    }

    private static void removeContainers() {
        containers().forEach(name -> docker.run("rm", "-f", "-v", name));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
