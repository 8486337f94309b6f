package io.omni.api.whole;

import static io.omni.api.whole.Api.EXECUTE;
import static io.omni.api.whole.Api.PIPELINES;
import static io.omni.api.whole.Api.stageStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Starting, finding, holding, cancelling and retrying pipelines, as a caller does it. */
@ExtendWith(SharedOmni.class)
@Timeout(240)
class PipelineControlIT {
    private static final Duration LONGEST_RUN = Duration.ofSeconds(120);
    private static final String MODEL_FAULT = "/sandbox/services/litellm-proxy/fault";

    private final Api api;
    private final RunningOmni omni;
    private BareRepository repository;

    PipelineControlIT(RunningOmni omni) {
        this.omni = omni;
        this.api = omni.api();
    }

    @BeforeEach
    void repository(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        repository = BareRepository.copyOf(omni.sample(), omni.dataFolder().resolve(name + ".git"));
    }

    @AfterEach
    void heal() {
        assertThat(api.post(MODEL_FAULT, "{\"mode\":\"none\"}").status()).isEqualTo(200);
    }

    @Test
    void the_references_request_gets_the_references_answer() {
        repository.addBranch("feature/auth");
        Answer answer = api.post(EXECUTE, """
                {
                  "task": "Implement user authentication with JWT tokens",
                  "stages": ["ingest", "enrich", "generate", "validate", "test"],
                  "config": {
                    "model": "gpt-4o",
                    "language": "python",
                    "repo_url": "%s",
                    "branch": "feature/auth",
                    "max_iterations": 3,
                    "quality_gate": "strict"
                  },
                  "context": {
                    "knowledge_sources": ["neo4j", "qdrant", "wiki"],
                    "max_context_tokens": 16000
                  }
                }""".formatted(repository.url()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        JsonNode body = answer.json();
        String id = body.path("pipeline_id").asString();
        assertThat(id).matches("pipe_[0-9a-z]+");
        assertThat(answer.header("Location")).isEqualTo(PIPELINES + "/" + id);
        assertThat(body.propertyNames()).containsExactly("pipeline_id", "status", "stages", "created_at");
        assertThat(body.path("status").asString()).isEqualTo("running");
        assertThat(Instant.parse(body.path("created_at").asString())).isBeforeOrEqualTo(Instant.now());
        assertThat(body.path("created_at").asString()).endsWith("Z");
        JsonNode stages = body.path("stages");
        assertThat(stages.propertyNames()).containsExactly("ingest", "enrich", "generate", "validate", "test");
        assertThat(stages.path("ingest").propertyNames()).containsExactly("status", "started_at");
        assertThat(stages.path("ingest").path("status").asString()).isEqualTo("running");
        for (String later : List.of("enrich", "generate", "validate", "test")) {
            assertThat(stages.path(later).toString()).isEqualTo("{\"status\":\"pending\"}");
        }

        JsonNode later = await(id, p -> !List.of("pending", "running").contains(stageStatus(p, "ingest")));
        assertThat(later.path("stages").propertyNames()).containsExactlyElementsOf(stages.propertyNames());
        assertThat(stageStatus(later, "ingest")).isEqualTo("completed");
        assertThat(later.path("stages").path("ingest").path("duration_ms").isIntegralNumber())
                .isTrue();
        assertThat(later.path("config").path("model").asString()).isEqualTo("gpt-4o");
        assertThat(later.path("config").path("branch").asString()).isEqualTo("feature/auth");
        assertThat(later.path("config").path("quality_gate").asString()).isEqualTo("strict");
        assertThat(api.ended(id, LONGEST_RUN).path("stages").propertyNames()).doesNotContain("deploy");
    }

    @Test
    void a_list_is_filtered_and_paged_newest_first() {
        Instant since = Instant.now();
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String branch = "list-" + i;
            repository.addBranch(branch);
            started.addFirst(ingestOnly(branch));
        }
        String failed = ingestOnly("no-such-branch");
        started.forEach(id ->
                assertThat(api.ended(id, LONGEST_RUN).path("status").asString()).isEqualTo("completed"));
        assertThat(api.ended(failed, LONGEST_RUN).path("status").asString()).isEqualTo("failed");

        // A list may be a moment behind what a single pipeline already shows.
        List<String> completed = Waiting.until(
                "the list has caught up",
                LONGEST_RUN,
                () -> paged("status=completed&limit=2&since=" + since),
                ids -> ids.size() >= 5);
        Waiting.until(
                "the failed one is in it too",
                LONGEST_RUN,
                () -> paged("status=failed&limit=1&since=" + since),
                ids -> !ids.isEmpty());
        assertThat(completed).isEqualTo(started);
        assertThat(paged("status=failed&limit=1&since=" + since)).containsExactly(failed);
        List<String> all = paged("limit=3&since=" + since);
        assertThat(all).hasSize(6).startsWith(failed).containsAll(started);
        assertThat(paged("since=" + Instant.now().plusSeconds(60))).isEmpty();
        JsonNode item = api.read(PIPELINES + "?limit=1").path("pipelines").get(0);
        assertThat(item.path("stages").path("ingest").propertyNames()).doesNotContain("logs", "artifacts");
    }

    @Test
    void a_page_that_was_read_before_shows_what_was_changed_since() {
        slowModel();
        Instant since = Instant.now();
        String id = api.startSample(repository.url(), "main");
        String page = PIPELINES + "?limit=1&since=" + since;

        for (int i = 0; i < 5; i++) {
            for (String change : List.of("pause", "resume")) {
                Answer changed = api.post(PIPELINES + "/" + id + "/" + change);
                assertThat(changed.status()).as(changed.toString()).isEqualTo(202);
                Map<String, String> token = Map.of("X-Consistency-Token", changed.header("X-Consistency-Token"));
                JsonNode listed = api.get(page, token).json().path("pipelines").get(0);
                assertThat(listed.path("pipeline_id").asString()).isEqualTo(id);
                assertThat(listed.path("status").asString()).isEqualTo(change.equals("pause") ? "paused" : "running");
            }
        }
        heal();
        api.ended(id, LONGEST_RUN);
    }

    @Test
    void a_paused_pipeline_holds_before_its_next_stage_until_it_is_resumed() {
        slowModel();
        String id = api.startSample(repository.url(), "main");
        await(id, p -> stageStatus(p, "generate").equals("running"));

        Answer paused = api.post(PIPELINES + "/" + id + "/pause");
        assertThat(paused.status()).isEqualTo(202);
        assertThat(paused.json().path("status").asString()).isEqualTo("paused");
        JsonNode held = await(id, p -> stageStatus(p, "generate").equals("completed"));
        assertThat(held.path("status").asString()).isEqualTo("paused");
        Waiting.pause(Duration.ofMillis(500));
        assertThat(stageStatus(api.pipeline(id), "validate")).isEqualTo("pending");
        assertThat(api.post(PIPELINES + "/" + id + "/pause").status())
                .as("pausing again")
                .isEqualTo(202);

        heal();
        assertThat(api.post(PIPELINES + "/" + id + "/resume").status()).isEqualTo(202);
        assertThat(api.ended(id, LONGEST_RUN).path("status").asString()).isEqualTo("completed");
        assertThat(repository.branches()).containsOnlyKeys("main", "omni/" + id);
        Answer late = api.post(PIPELINES + "/" + id + "/pause");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.errorCode()).isEqualTo("PIPELINE_NOT_RUNNING");
    }

    @Test
    void a_cancelled_pipeline_completes_its_stage_and_skips_the_rest() {
        slowModel();
        String id = api.startSample(repository.url(), "main");
        await(id, p -> stageStatus(p, "generate").equals("running"));

        Answer cancelled = api.post(PIPELINES + "/" + id + "/cancel");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().toString()).isEqualTo("{\"pipeline_id\":\"" + id + "\",\"status\":\"cancelling\"}");
        assertThat(api.post(PIPELINES + "/" + id + "/cancel").json()).isEqualTo(cancelled.json());
        Answer second = api.post(EXECUTE, Api.sampleRequest(repository.url(), "main"));
        assertThat(second.errorCode()).as("the branch while it cancels").isEqualTo("PIPELINE_RUNNING");
        assertThat(second.json()
                        .path("error")
                        .path("details")
                        .get(0)
                        .path("message")
                        .asString())
                .isEqualTo(id);

        JsonNode end = api.ended(id, LONGEST_RUN);
        assertThat(end.path("status").asString()).isEqualTo("cancelled");
        assertThat(stageStatus(end, "generate")).isEqualTo("completed");
        for (String skipped : List.of("validate", "test", "deploy", "monitor", "learn")) {
            assertThat(stageStatus(end, skipped)).as(skipped).isEqualTo("skipped");
        }
        assertThat(repository.branches()).containsOnlyKeys("main");
        assertThat(api.post(PIPELINES + "/" + id + "/cancel").errorCode()).isEqualTo("PIPELINE_NOT_RUNNING");
    }

    @Test
    void a_forced_cancellation_stops_the_running_stage() {
        slowModel();
        String id = api.startSample(repository.url(), "main");
        await(id, p -> stageStatus(p, "generate").equals("running"));

        assertThat(api.post(PIPELINES + "/" + id + "/cancel?force=true").status())
                .isEqualTo(202);

        JsonNode end = api.ended(id, LONGEST_RUN);
        assertThat(end.path("status").asString()).isEqualTo("cancelled");
        assertThat(stageStatus(end, "generate")).isEqualTo("failed");
        assertThat(end.path("stages")
                        .path("generate")
                        .path("error")
                        .path("code")
                        .asString())
                .isEqualTo("CANCELLED");
        assertThat(stageStatus(end, "validate")).isEqualTo("skipped");
        assertThat(api.history(id))
                .extracting(e -> e.path("type").asString())
                .doesNotContain("pipeline.gate.evaluated");
    }

    @Test
    void a_retry_goes_on_from_the_stage_that_failed() {
        // A branch of this name leaves no room for omni/<id>, so the push is refused.
        repository.addBranch("omni");
        String id = api.startSample(repository.url(), "main");
        JsonNode failed = api.ended(id, LONGEST_RUN);
        assertThat(failed.path("status").asString()).as(failed.toString()).isEqualTo("failed");
        assertThat(failed.path("error").path("code").asString()).isEqualTo("STAGE_FAILED");
        assertThat(failed.path("error").path("stage").asString()).isEqualTo("deploy");
        assertThat(stageStatus(failed, "monitor")).isEqualTo("skipped");

        repository.removeBranch("omni");
        Answer retried = api.post(PIPELINES + "/" + id + "/retry");
        assertThat(retried.status()).isEqualTo(202);
        long failedAt = failed.path("version").asLong();
        JsonNode end = await(id, p -> p.path("version").asLong() > failedAt && Api.isEnded(p));

        assertThat(end.path("status").asString()).as(end.toString()).isEqualTo("completed");
        assertThat(end.path("error").isNull()).isTrue();
        for (String earlier : List.of("ingest", "enrich", "generate", "validate", "test")) {
            assertThat(stateOf(end, earlier)).as(earlier).isEqualTo(stateOf(failed, earlier));
        }
        assertThat(end.path("stages").path("deploy").path("attempt").asInt())
                .isGreaterThan(
                        failed.path("stages").path("deploy").path("attempt").asInt());
        assertThat(repository.branches()).containsOnlyKeys("main", "omni/" + id);
        assertThat(api.post(PIPELINES + "/" + id + "/retry").status())
                .as("a retry of what completed")
                .isEqualTo(409);
    }

    private void slowModel() {
        assertThat(api.post(MODEL_FAULT, "{\"mode\":\"slow\"}").status()).isEqualTo(200);
    }

    private String ingestOnly(String branch) {
        ObjectNode request = (ObjectNode) Api.JSON.readTree(Api.sampleRequest(repository.url(), branch));
        request.putArray("stages").add("ingest");
        Answer answer = api.post(EXECUTE, request.toString());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json().path("pipeline_id").asString();
    }

    /** The ids of all pages of a list. */
    private List<String> paged(String query) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = api.read(PIPELINES + "?" + query + cursor);
            page.path("pipelines").forEach(p -> ids.add(p.path("pipeline_id").asString()));
            if (page.path("next_cursor").isNull()) {
                return ids;
            }
            assertThat(page.path("pipelines").size()).isPositive();
            cursor = "&cursor=" + page.path("next_cursor").asString();
        }
    }

    private JsonNode await(String id, Predicate<JsonNode> enough) {
        return Waiting.until("pipeline " + id, LONGEST_RUN, () -> api.pipeline(id), enough);
    }

    private static JsonNode stateOf(JsonNode pipeline, String stage) {
        ObjectNode state = (ObjectNode) pipeline.path("stages").path(stage).deepCopy();
        state.remove(List.of("logs", "progress"));
        return state;
    }
}
