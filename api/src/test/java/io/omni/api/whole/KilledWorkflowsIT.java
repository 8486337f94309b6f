package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The node is killed with SIGKILL while twenty executions work, ten of their steps at the service at that moment. The service belongs to
 * the test, so that it outlives the node and can count: every execution comes to its end, and no step that had completed is called again.
 */
@Timeout(1800)
@BesideOthers
class KilledWorkflowsIT {
    private static final int EXECUTIONS = 20;

    @TempDir
    Path temp;

    /** How often each step of each execution was called, by the key that the platform sends with every attempt. */
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    @Test
    void a_killed_node_loses_no_execution_and_calls_no_completed_step_again() throws Exception {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/work", exchange -> {
            calls.merge(exchange.getRequestHeaders().getFirst("Idempotency-Key"), 1, Integer::sum);
            try {
                Thread.sleep(Duration.ofMillis(60));
                byte[] body = "{\"done\":true}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        service.start();
        Path catalog = temp.resolve("services.yaml");
        Files.writeString(
                catalog,
                "services: [{name: worker, container: 127.0.0.1, port: "
                        + service.getAddress().getPort() + ", tier: T, health: /work}]");
        Map<String, String> settings = Map.of("OMNI_PROFILE", "production", "OMNI_CATALOG", catalog.toString());
        OmniProcess node = OmniProcess.start(temp.resolve("data"), settings);
        try {
            String workflow = Workflows.create(node.api(), definition());
            List<String> executions = new ArrayList<>();
            for (int i = 0; i < EXECUTIONS; i++) {
                executions.add(Workflows.execute(node.api(), workflow, "{}"));
            }
            Waiting.until("some steps are done", Workflows.LONGEST, calls::size, size -> size >= 30);
            node.kill();
            Map<String, Integer> before = new HashMap<>(calls);

            node = OmniProcess.start(temp.resolve("data"), settings);
            Set<String> completedBefore = new HashSet<>();
            for (String execution : executions) {
                JsonNode end = Workflows.ended(node.api(), workflow, execution);
                assertThat(end.path("status").asString()).as("%s", end).isEqualTo("completed");
                end.path("steps").forEach(step -> {
                    if (step.path("attempts").asInt() == 1) {
                        completedBefore.add(execution + "/" + step.path("name").asString());
                    }
                });
            }
            assertThat(completedBefore).as("steps of one attempt").hasSizeGreaterThan(before.size() / 2);
            completedBefore.forEach(
                    step -> assertThat(calls).as("calls of " + step).containsEntry(step, 1));
            assertThat(calls).hasSize(EXECUTIONS * 5);
        } finally {
            node.close();
            service.stop(0);
        }
    }

    private static String definition() {
        List<String> steps = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            String needs = switch (name) {
                case "a", "b" -> "[]";
                case "e" -> "[\"c\",\"d\"]";
                default -> "[\"a\",\"b\"]";
            };
            steps.add("{\"name\":\"" + name + "\",\"service\":\"worker\",\"action\":\"POST /work\",\"input\":{},"
                    + "\"depends_on\":" + needs + "}");
        }
        return "{\"name\":\"killed\",\"steps\":[" + String.join(",", steps) + "]}";
    }
}
