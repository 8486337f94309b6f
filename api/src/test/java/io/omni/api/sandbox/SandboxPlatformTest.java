package io.omni.api.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.omni.api.edge.ErrorDetail;
import io.omni.api.edge.ValidationFailed;
import io.omni.api.sandbox.Faults.Mode;
import io.omni.command.Refusal;
import io.omni.command.service.ServiceCatalog.ManagedService;
import io.omni.command.service.ServiceProbe.Status;
import io.omni.command.service.ServiceUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class SandboxPlatformTest {
    private final SandboxFixture sandbox = new SandboxFixture();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void every_service_of_the_catalogue_is_healthy() throws Exception {
        for (ManagedService service : sandbox.catalog.services()) {
            assertThat(sandbox.probe.probe(service.name()).status())
                    .as(service.name())
                    .isEqualTo(Status.HEALTHY);
        }
    }

    @Test
    void every_answer_says_that_it_comes_from_the_sandbox() throws Exception {
        assertThat(sandbox.send("ollama", "GET", "/api/version", "").headers())
                .containsEntry("server", List.of("omni-sandbox"));
        assertThat(sandbox.send("ollama", "GET", "/nowhere", "").status()).isEqualTo(404);
        assertThat(sandbox.send("security-shield", "POST", "/api/v1/scan", "{no json")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void faults_show_in_probes_and_end_when_their_time_is_over() throws Exception {
        sandbox.faults.set("ollama", Mode.ERROR, sandbox.clock.instant().plusSeconds(60));
        sandbox.faults.set("vector-memory", Mode.DOWN, null);
        sandbox.faults.set("redis", Mode.DOWN, sandbox.clock.instant().plusSeconds(60));
        sandbox.faults.set("log-nexus", Mode.SLOW, null);

        assertThat(status("ollama")).isEqualTo(Status.UNHEALTHY);
        assertThat(status("vector-memory")).isEqualTo(Status.UNHEALTHY);
        assertThat(status("redis")).isEqualTo(Status.UNHEALTHY);
        assertThat(status("log-nexus")).isEqualTo(Status.DEGRADED);
        assertThat(status("postgres")).isEqualTo(Status.HEALTHY);
        assertThatThrownBy(() -> sandbox.send("vector-memory", "GET", "/collections", ""))
                .isInstanceOf(ServiceUnavailable.class);

        sandbox.clock.advance(Duration.ofSeconds(60));
        assertThat(status("ollama")).isEqualTo(Status.HEALTHY);
        assertThat(status("redis")).isEqualTo(Status.HEALTHY);
        assertThat(status("vector-memory")).isEqualTo(Status.UNHEALTHY);
    }

    @Test
    void what_stands_on_a_service_that_is_down_is_not_well_either() throws Exception {
        sandbox.catalog.services().forEach(service -> sandbox.catalog.baseUrl(service.name()));
        sandbox.faults.set("postgres", Mode.DOWN, null);

        assertThat(sandbox.ask("litellm-proxy", "GET", "/health/liveliness", "")
                        .path("failing")
                        .asString())
                .isEqualTo("postgres");
        assertThat(status("litellm-proxy")).isEqualTo(Status.UNHEALTHY);
        assertThat(status("ai-gateway")).isEqualTo(Status.UNHEALTHY);
        assertThat(status("vector-memory")).isEqualTo(Status.HEALTHY);
        assertThat(sandbox.send("litellm-proxy", "POST", "/v1/chat/completions", "{}")
                        .status())
                .isEqualTo(503);

        sandbox.platform.reset();
        assertThat(status("ai-gateway")).isEqualTo(Status.HEALTHY);
    }

    @Test
    void a_flapping_service_fails_every_other_call() throws Exception {
        sandbox.faults.set("ollama", Mode.FLAPPING, null);
        sandbox.faults.set("redis", Mode.FLAPPING, null);

        for (String service : new String[] {"ollama", "redis"}) {
            for (int i = 0; i < 3; i++) {
                assertThat(status(service)).isEqualTo(Status.UNHEALTHY);
                assertThat(status(service)).isEqualTo(Status.HEALTHY);
            }
        }
    }

    @Test
    void the_controls_show_set_count_and_reset(@TempDir Path data) throws Exception {
        var controller = new SandboxController(
                sandbox.catalog,
                sandbox.platform,
                SampleRepository.in(data),
                sandbox.faults,
                sandbox.calls,
                sandbox.clock);
        sandbox.send("ollama", "GET", "/api/version", "");
        sandbox.send("ollama", "GET", "/api/version", "");

        assertThat(controller
                        .fault("ollama", new SandboxController.WantedFault("error", 30))
                        .until())
                .isEqualTo(sandbox.clock.instant().plusSeconds(30));
        assertThat(sandbox.send("ollama", "GET", "/api/version", "").status()).isEqualTo(500);
        assertThat(controller.calls("ollama").calls()).singleElement().satisfies(call -> {
            assertThat(call.call()).isEqualTo("GET /api/version");
            assertThat(call.count()).isEqualTo(3);
            assertThat(call.lastOutcome()).isEqualTo("500");
        });
        assertThat(controller.services().services()).hasSize(37);
        assertThat(controller.services().sample().repoUrl())
                .startsWith("file:///")
                .endsWith("/sample.git");
        assertThatThrownBy(() -> controller.calls("nobody"))
                .satisfies(e -> assertThat(((Refusal) e).code()).isEqualTo("SERVICE_NOT_FOUND"));
        assertThatThrownBy(() -> controller.fault("ollama", new SandboxController.WantedFault("broken", 0)))
                .isInstanceOfSatisfying(
                        ValidationFailed.class,
                        e -> assertThat(e.details())
                                .extracting(ErrorDetail::field)
                                .containsExactly("mode", "for_seconds"));
        assertThatThrownBy(() -> controller.fault("ollama", new SandboxController.WantedFault("down", 0)))
                .isInstanceOf(ValidationFailed.class);

        controller.reset();
        assertThat(controller.calls("ollama").total()).isZero();
        assertThat(status("ollama")).isEqualTo(Status.HEALTHY);
    }

    @Test
    void the_scripted_model_answers_the_sample_task_and_admits_that_it_knows_no_other() throws Exception {
        String task = "# Task\n\n" + SampleRepository.TASK + "\n";

        assertThat(sandbox.complete(task)).contains("```diff", "rest");
        assertThat(sandbox.complete(task + "\n# What failed in test\n\nthe payments of 0.05 in 10 differ by 0.05, not"))
                .contains("```diff", "CENT");
        assertThat(sandbox.complete("# Task\n\nWrite a login page\n\n# Context\n\n" + SampleRepository.TASK))
                .doesNotContain("```diff")
                .contains("sample task only");
    }

    @Test
    void usage_is_counted() throws Exception {
        JsonNode answer = sandbox.ask(
                "litellm-proxy",
                "POST",
                "/v1/chat/completions",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hello world\"}]}");

        JsonNode usage = answer.path("usage");
        assertThat(usage.path("prompt_tokens").intValue(0)).isBetween(2, 4);
        assertThat(usage.path("total_tokens").intValue(0))
                .isEqualTo(usage.path("prompt_tokens").intValue(0)
                        + usage.path("completion_tokens").intValue(0));
        assertThat(answer.path("choices").path(0).path("finish_reason").stringValue(""))
                .isEqualTo("stop");
        assertThat(sandbox.send("litellm-proxy", "POST", "/v1/chat/completions", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_vector_store_keeps_and_finds_points() throws Exception {
        assertThat(sandbox.ask("vector-memory", "GET", "/collections", "")
                        .path("result")
                        .path("collections"))
                .hasSize(2);
        sandbox.ask("vector-memory", "PUT", "/collections/mine", "{\"vectors\":{\"size\":2,\"distance\":\"Cosine\"}}");
        sandbox.ask("vector-memory", "PUT", "/collections/mine/points?wait=true", """
                {"points":[{"id":1,"vector":[1,0],"payload":{"k":"a"}},{"id":2,"vector":[0.9,0.1],"payload":{"k":"b"}},
                           {"id":3,"vector":[0,1],"payload":{"k":"b"}}]}""");

        JsonNode found = sandbox.ask(
                        "vector-memory",
                        "POST",
                        "/collections/mine/points/query",
                        "{\"query\":[1,0],\"limit\":2,\"with_payload\":true}")
                .path("result")
                .path("points");
        assertThat(found).hasSize(2);
        assertThat(found.path(0).path("id").intValue(0)).isEqualTo(1);
        assertThat(found.path(0).path("score").doubleValue(0)).isEqualTo(1.0);
        assertThat(found.path(0).path("payload").path("k").stringValue("")).isEqualTo("a");
        String filter = "\"filter\":{\"must\":[{\"key\":\"k\",\"match\":{\"value\":\"b\"}}]}";
        assertThat(sandbox.ask(
                                "vector-memory",
                                "POST",
                                "/collections/mine/points/search",
                                "{\"vector\":[1,0]," + filter + "}")
                        .path("result"))
                .hasSize(2);
        JsonNode page = sandbox.ask("vector-memory", "POST", "/collections/mine/points/scroll", "{\"limit\":2}")
                .path("result");
        assertThat(page.path("points")).hasSize(2);
        assertThat(page.path("next_page_offset").intValue(0)).isEqualTo(3);
        assertThat(sandbox.ask("vector-memory", "POST", "/collections/mine/points/scroll", "{\"limit\":2,\"offset\":3}")
                        .path("result")
                        .path("points"))
                .hasSize(1);
        sandbox.ask("vector-memory", "POST", "/collections/mine/points/delete", "{\"points\":[1]}");
        assertThat(sandbox.ask("vector-memory", "GET", "/collections/mine", "")
                        .path("result")
                        .path("points_count")
                        .intValue(0))
                .isEqualTo(2);

        assertThat(sandbox.send("vector-memory", "POST", "/collections/mine/points/query", "{\"query\":[1]}")
                        .status())
                .isEqualTo(400);
        assertThat(sandbox.send("vector-memory", "GET", "/collections/none", "").status())
                .isEqualTo(404);
        sandbox.platform.reset();
        assertThat(sandbox.send("vector-memory", "GET", "/collections/mine", "").status())
                .isEqualTo(404);
    }

    @Test
    void the_wiki_searches_and_reads_pages() throws Exception {
        JsonNode results = sandbox.ask("knowledge-base", "POST", "/graphql", """
                        {"query":"query ($q: String!) { pages { search(query: $q) { results { id title } totalHits } } }",
                         "variables":{"q":"split an amount (in cents) into payments"}}""")
                .path("data")
                .path("pages")
                .path("search");
        assertThat(results.path("results").path(0).path("title").stringValue(""))
                .isEqualTo("Handling money");
        String id = results.path("results").path(0).path("id").stringValue("");
        assertThat(sandbox.ask(
                                "knowledge-base",
                                "POST",
                                "/graphql",
                                "{\"query\":\"{ pages { single(id: " + id + ") { content } } }\"}")
                        .path("data")
                        .path("pages")
                        .path("single")
                        .path("content")
                        .stringValue(""))
                .contains("BigDecimal");
        assertThat(sandbox.ask(
                                "knowledge-base",
                                "POST",
                                "/graphql",
                                "{\"query\":\"{ pages { search(query: \\\"cents (all)\\\") { totalHits } } }\"}")
                        .at("/data/pages/search/totalHits")
                        .intValue(0))
                .isPositive();
        assertThat(sandbox.ask(
                                "knowledge-base",
                                "POST",
                                "/graphql",
                                "{\"query\":\"{ pages { single(id: 99) { id } } }\"}")
                        .path("errors"))
                .hasSize(1);
    }

    @Test
    void the_smaller_services_answer_in_their_shapes() throws Exception {
        JsonNode patterns = sandbox.ask(
                "neo4j-graphrag-api",
                "POST",
                "/patterns/recommend",
                "{\"task\":\"split payments without losing a cent\",\"limit\":3}");
        assertThat(patterns.at("/patterns/0/name").stringValue("")).isEqualTo("Money");
        assertThat(patterns.at("/patterns/0/score").doubleValue(0)).isBetween(0.1, 1.0);

        JsonNode optimized =
                sandbox.ask("token-infinity", "POST", "/api/v1/context/optimize", """
                {"task":"split payments","max_tokens":8,"items":[{"id":"a","text":"unrelated words here","score":0.1},
                 {"id":"b","text":"split the payments","score":0.9},{"id":"c","text":"%s","score":1.0}]}""".formatted("x ".repeat(200)));
        assertThat(optimized.at("/items/0/id").stringValue("")).isEqualTo("b");
        assertThat(optimized.path("items"))
                .noneMatch(item -> item.path("id").stringValue("").equals("c"));

        assertThat(sandbox.ask(
                                "security-shield",
                                "POST",
                                "/api/v1/scan",
                                "{\"patch\":\"+ok\\n+-----BEGIN RSA PRIVATE KEY-----\"}")
                        .at("/findings/0/line")
                        .intValue(0))
                .isEqualTo(2);
        assertThat(sandbox.ask("security-shield", "POST", "/api/v1/scan", "{\"repo\":\"r\"}")
                        .path("findings"))
                .isEmpty();
        assertThat(sandbox.send("knowledge-ingestor", "POST", "/api/v1/ingest", "{\"repo_url\":\"file:///r\"}")
                        .status())
                .isEqualTo(202);
        JsonNode freshness = sandbox.ask("freshness-monitor", "GET", "/api/v1/status", "");
        assertThat(freshness.path("sources_monitored").intValue(0)).isEqualTo(3);
        assertThat(freshness.at("/sources/2/id").stringValue("")).isEqualTo("file:///r");
        assertThat(sandbox.ask("semantic-cache", "POST", "/api/v1/lookup", "{\"query\":\"q\"}")
                        .path("hit")
                        .booleanValue(true))
                .isFalse();
        sandbox.ask("semantic-cache", "POST", "/api/v1/store", "{\"query\":\"q\",\"response\":{\"a\":1}}");
        assertThat(sandbox.ask("semantic-cache", "POST", "/api/v1/lookup", "{\"query\":\"q\"}")
                        .path("hit")
                        .booleanValue(false))
                .isTrue();
        assertThat(sandbox.ask("semantic-cache", "GET", "/api/v1/stats", "")
                        .path("hit_rate")
                        .doubleValue(0))
                .isEqualTo(0.5);
    }

    @Test
    void the_agent_and_the_forge_keep_what_they_are_told() throws Exception {
        String task = sandbox.json.writeValueAsString(
                Map.of("id", "ours-1", "instruction", SampleRepository.TASK, "context", ""));
        assertThat(sandbox.ask("ai-coder-alpha", "POST", "/api/v1/tasks", task)
                        .path("status")
                        .stringValue(""))
                .isEqualTo("queued");
        sandbox.ask("ai-coder-alpha", "POST", "/api/v1/tasks", task);
        assertThat(sandbox.ask("ai-coder-alpha", "GET", "/api/v1/tasks/ours-1", "")
                        .path("result")
                        .stringValue(""))
                .contains("```diff");

        String pull = "{\"head\":\"omni/p\",\"base\":\"main\",\"title\":\"T\"}";
        assertThat(sandbox.send("source-control", "POST", "/api/v1/repos/o/r/pulls", pull)
                        .status())
                .isEqualTo(201);
        assertThat(sandbox.send("source-control", "POST", "/api/v1/repos/o/r/pulls", pull)
                        .status())
                .isEqualTo(409);
        assertThat(sandbox.ask("source-control", "GET", "/api/v1/repos/o/r/pulls?state=open", ""))
                .hasSize(1);
        assertThat(sandbox.ask("source-control", "GET", "/api/v1/repos/o/r/pulls/1", "")
                        .at("/head/ref")
                        .stringValue(""))
                .isEqualTo("omni/p");
    }

    @Test
    void the_first_passages_of_the_vector_store_are_real_embeddings() {
        var model = new AllMiniLmL6V2QuantizedEmbeddingModel();
        for (JsonNode point : sandbox.json.readTree(Resources.bytes("vectors.json"))) {
            float[] expected = model.embed(point.at("/payload/text").stringValue(""))
                    .content()
                    .vector();
            double dot = 0;
            for (int i = 0; i < expected.length; i++) {
                dot += expected[i] * point.path("vector").get(i).doubleValue(0);
            }
            assertThat(dot).as(point.at("/payload/title").stringValue("")).isGreaterThan(0.99);
        }
    }

    @Test
    void words_are_compared_without_their_plural_s() {
        assertThat(Words.overlap("split payments", "a payment is split")).isEqualTo(1.0);
        assertThat(Words.overlap("", "anything")).isZero();
    }

    private Status status(String service) throws InterruptedException {
        return sandbox.probe.probe(service).status();
    }
}
