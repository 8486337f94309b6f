package io.omni.api.whole;

import static io.omni.api.whole.Workflows.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Workflows over HTTP, against the sandbox's services. */
@ExtendWith(SharedOmni.class)
class WorkflowIT {
    private final Api api;
    private final JdbcTemplate jdbc;

    WorkflowIT(RunningOmni omni) {
        this.api = omni.api();
        this.jdbc = new JdbcTemplate(omni.bean("dataSource", HikariDataSource.class));
    }

    @Test
    void a_push_to_main_runs_the_reference_workflow_once_and_a_push_elsewhere_does_not() {
        String workflow = Workflows.create(api, resource("code-review-pipeline.json"));
        // The payload is GitHub's own example; each test run's differs, because the same delivery counts once.
        String elsewhere = resource("github-push.json")
                .replace("6113728f", String.format("%08x", System.nanoTime() & 0xffffffffL));
        String main = elsewhere.replace("refs/heads/master", "refs/heads/main");

        Answer nothing = signed(elsewhere, SharedOmni.HOOK_SECRET);
        assertThat(started(nothing)).isEmpty();
        assertThat(nothing.headers().firstValue("Location")).isEmpty();
        Answer accepted = signed(main, SharedOmni.HOOK_SECRET);
        List<JsonNode> first = started(accepted);
        assertThat(first).hasSize(1);
        assertThat(accepted.header("Location"))
                .isEqualTo(PATH + "/" + workflow + "/executions/"
                        + first.getFirst().path("execution_id").asString());
        assertThat(started(signed(main, SharedOmni.HOOK_SECRET))).isEqualTo(first);

        JsonNode end = Workflows.ended(
                api, workflow, first.getFirst().path("execution_id").asString());
        assertThat(end.path("status").asString()).as("%s", end).isEqualTo("completed");
        JsonNode analyze = Workflows.step(end, "analyze");
        JsonNode scan = Workflows.step(end, "scan");
        JsonNode review = Workflows.step(end, "review");
        assertThat(scan.path("started_at").asString())
                .isLessThan(analyze.path("completed_at").asString());
        assertThat(analyze.path("started_at").asString())
                .isLessThan(scan.path("completed_at").asString());
        assertThat(review.path("input").path("context")).isEqualTo(analyze.path("output"));
        assertThat(scan.path("input").path("repo").asString()).endsWith("Hello-World.git");
        assertThat(Workflows.executions(api, workflow)).hasSize(1);
    }

    @Test
    void a_hook_without_its_right_signature_is_refused() {
        String body = "{\"ref\":\"refs/heads/main\"}";

        assertThat(signed(body, "another secret").status()).isEqualTo(401);
        assertThat(api.as(null).post("/api/v1/hooks/push", body).status()).isEqualTo(401);
        assertThat(api.as(null)
                        .post("/api/v1/hooks/push", body, Map.of("X-Hub-Signature-256", "sha256="))
                        .status())
                .isEqualTo(401);
        assertThat(api.as(null)
                        .post(
                                "/api/v1/workflows",
                                body,
                                Map.of("X-Hub-Signature-256", "sha256=" + hmac(body, SharedOmni.HOOK_SECRET)))
                        .status())
                .isEqualTo(401);
        assertThat(signed("x".repeat(1_500_000), SharedOmni.HOOK_SECRET).status())
                .isEqualTo(413);
        assertThat(signed("no json", SharedOmni.HOOK_SECRET).status()).isEqualTo(400);
    }

    @Test
    void gitea_signs_without_a_prefix() {
        String body = "{\"at\":" + System.nanoTime() + "}";

        Answer answer = api.as(null)
                .post("/api/v1/hooks/any", body, Map.of("X-Gitea-Signature", hmac(body, SharedOmni.HOOK_SECRET)));

        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"name\":\"x\",\"stepz\":[]}",
                "{\"name\":\"x\",\"trigger\":{\"kind\":1},\"steps\":[]}"
            })
    void what_is_no_definition_at_all_is_a_bad_request(String body) {
        Answer answer = api.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void a_bad_definition_is_refused_with_all_its_faults_and_a_cycle_is_spelled_out() {
        Answer bad = api.post(PATH, "{\"name\":7,\"steps\":[{\"service\":\"x\",\"action\":\"GET /\"}]}");
        Answer cycle = api.post(PATH + "/validate", workflow(step("a", "", "b"), step("b", "", "a")));

        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.errorCode()).isEqualTo("INVALID_WORKFLOW");
        assertThat(bad.json()
                        .path("error")
                        .path("details")
                        .valueStream()
                        .map(d -> d.path("field").asString()))
                .contains("name", "steps[0].name", "steps[0].service");
        assertThat(cycle.errorCode()).isEqualTo("DEPENDENCY_CYCLE");
        assertThat(cycle.json().path("error").path("message").asString()).contains("a -> b -> a");
    }

    @Test
    void a_workflow_has_versions_and_an_execution_keeps_its_own() {
        String id = Workflows.create(api, workflow(step("a", "")));
        String execution = Workflows.execute(api, id, "{\"input\":{\"x\":1}}");

        Answer changed = api.put(PATH + "/" + id, workflow(step("b", "")), Map.of("If-Match", "\"1\""));
        Answer late = api.put(PATH + "/" + id, workflow(step("c", "")), Map.of("If-Match", "\"1\""));
        Answer ofSeveral = api.put(PATH + "/" + id, workflow(step("c", "")), Map.of("If-Match", "\"1\", \"2\""));

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(late.status()).isEqualTo(412);
        assertThat(ofSeveral.header("ETag")).as("%s", ofSeveral).isEqualTo("\"3\"");
        assertThat(Workflows.ended(api, id, execution).path("version").asInt()).isEqualTo(1);
        assertThat(api.get(PATH + "/" + id + "/executions/" + execution).header("ETag"))
                .matches("\"[1-9][0-9]*\"");
        assertThat(api.read(PATH + "/" + id + "?version=1")
                        .path("steps")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("a");
        assertThat(api.send("DELETE", PATH + "/" + id, null, "If-Match", "\"2\", W/\"3\"")
                        .status())
                .isEqualTo(412);
        assertThat(api.send("DELETE", PATH + "/" + id, null, "If-Match", "\"9\", \"3\"")
                        .status())
                .isEqualTo(204);
        assertThat(api.get(PATH + "/" + id).errorCode()).isEqualTo("WORKFLOW_NOT_FOUND");
        assertThat(api.post(PATH + "/" + id + "/execute").errorCode()).isEqualTo("WORKFLOW_NOT_FOUND");
    }

    @Test
    void a_failed_execution_goes_on_from_the_step_that_failed() {
        String id = Workflows.create(
                api,
                workflow(
                        step("a", ""),
                        "{\"name\":\"b\",\"service\":\"neo4j-graphrag-api\",\"action\":\"POST /patterns/recommend\","
                                + "\"input\":{\"task\":\"{{input.task}}\"},\"depends_on\":[\"a\"]}",
                        step("c", "", "b")));
        String execution = Workflows.execute(api, id, "{}");

        JsonNode failed = Workflows.ended(api, id, execution);
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.path("error").path("step").asString()).isEqualTo("b");
        assertThat(Workflows.step(failed, "c").path("status").asString()).isEqualTo("skipped");
        Answer retried = api.post(PATH + "/" + id + "/executions/" + execution + "/retry");
        assertThat(retried.status()).isEqualTo(202);
        JsonNode again = Waiting.until(
                "the second attempt has ended",
                Workflows.LONGEST,
                () -> Workflows.execution(api, id, execution),
                e -> e.path("status").asString().equals("failed")
                        && Workflows.step(e, "b").path("attempts").asInt() == 2);
        assertThat(Workflows.step(again, "a").path("attempts").asInt()).isEqualTo(1);
        assertThat(api.post(PATH + "/" + id + "/executions/" + execution + "/cancel")
                        .errorCode())
                .isEqualTo("EXECUTION_NOT_RUNNING");
    }

    @Test
    void the_end_of_an_execution_is_delivered_to_the_webhooks_that_wait_for_it() {
        String completing = Workflows.create(api, workflow(step("a", "")));
        String failing = Workflows.create(api, workflow(step("a", "").replace("GET /stats", "GET /nowhere")));
        try (WebhookSink sink = new WebhookSink()) {
            Answer registered = api.post(
                    "/api/v1/webhooks",
                    "{\"url\":\"" + sink.url("/ends")
                            + "\",\"events\":[\"workflow.completed\",\"workflow.failed\"],\"secret\":\""
                            + WebhookSink.SECRET
                            + "\"}");
            assertThat(registered.status()).as("%s", registered).isEqualTo(201);

            String completed = Workflows.execute(api, completing, "{}");
            String failed = Workflows.execute(api, failing, "{}");

            for (String execution : List.of(completed, failed)) {
                List<WebhookSink.Received> told = Waiting.until(
                        "the end of " + execution + " is delivered",
                        Workflows.LONGEST,
                        () -> sink.at("/ends").stream()
                                .filter(one -> one.json()
                                        .path("data")
                                        .path("execution_id")
                                        .asString()
                                        .equals(execution))
                                .toList(),
                        found -> !found.isEmpty());
                assertThat(told).hasSize(1);
                assertThat(told.getFirst().verified()).isTrue();
                assertThat(told.getFirst().type())
                        .isEqualTo(execution.equals(completed) ? "workflow.completed" : "workflow.failed");
            }
            api.delete(registered.header("Location"));
        }
    }

    @Test
    void a_firing_that_is_far_too_late_is_reported_as_missed_and_the_next_one_is_queued() {
        String id = Workflows.create(
                api,
                "{\"name\":\"late\",\"trigger\":{\"type\":\"schedule\",\"cron\":\"0 0 1 1 *\"},\"steps\":["
                        + step("a", "") + "]}");
        // As if no node had been there for the last three years.
        int moved = jdbc.update(
                "UPDATE workflow_tasks SET execution_time = now(), task_data = convert_to(regexp_replace("
                        + "convert_from(task_data, 'UTF8'), '\"at\":\"20[0-9]{2}', '\"at\":\"' ||"
                        + " extract(year FROM now()) - 2), 'UTF8'), task_instance = task_instance || '/late'"
                        + " WHERE task_instance LIKE ?",
                id + "/%");
        assertThat(moved).isEqualTo(1);

        JsonNode missed = Waiting.until(
                        "the missed firings are reported",
                        Workflows.LONGEST,
                        () -> api.read("/api/v1/events?type=workflow.schedule.missed&limit=50")
                                .path("events")
                                .valueStream()
                                .filter(event ->
                                        event.path("subject").asString().equals(id))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();

        assertThat(missed.path("data").path("count").asInt()).isEqualTo(3);
        assertThat(Workflows.executions(api, id)).isEmpty();
        Waiting.until(
                "the next firing is queued",
                Workflows.LONGEST,
                () -> jdbc.queryForObject(
                        "SELECT count(*) FROM workflow_tasks WHERE task_instance LIKE ? AND execution_time > now()",
                        Long.class,
                        id + "/%"),
                count -> count == 1);
        api.delete(PATH + "/" + id);
    }

    @Test
    void no_more_executions_work_than_the_workflow_allows_and_all_get_their_turn() {
        String id = Workflows.create(
                api,
                "{\"name\":\"limited\",\"max_parallel\":2,\"steps\":[" + step("a", "") + "," + step("b", "", "a")
                        + "]}");

        List<String> started = IntStream.range(0, 8)
                .mapToObj(_ -> Workflows.execute(api, id, "{}"))
                .toList();

        started.forEach(execution -> assertThat(
                        Workflows.ended(api, id, execution).path("status").asString())
                .isEqualTo("completed"));
    }

    @Test
    void an_event_of_the_platform_starts_what_waits_for_it_and_a_chain_comes_to_an_end() {
        String listener = Workflows.create(
                api,
                "{\"name\":\"listener\",\"trigger\":{\"type\":\"event\",\"event\":\"workflow.completed\"},\"steps\":["
                        + "{\"name\":\"a\",\"service\":\"neo4j-graphrag-api\",\"action\":\"GET /stats\",\"input\":{\"of\":\"{{event.data.execution_id}}\"}}]}");
        String source = Workflows.create(api, workflow(step("a", "")));

        String execution = Workflows.execute(api, source, "{}");

        Waiting.until(
                "the listener ran after the source, and after itself no more than five times",
                Workflows.LONGEST,
                () -> Workflows.executions(api, listener),
                found -> found.stream()
                                .filter(e -> e.path("status").asString().equals("completed"))
                                .count()
                        >= 5);
        assertThat(api.delete(PATH + "/" + listener).status()).isEqualTo(204);
        List<JsonNode> runs = Workflows.executions(api, listener);
        assertThat(runs.stream()
                        .map(run -> Workflows.execution(
                                api, listener, run.path("execution_id").asString()))
                        .filter(run -> Workflows.step(run, "a")
                                .path("input")
                                .path("of")
                                .asString()
                                .equals(execution)))
                .hasSize(1);
    }

    private Answer signed(String body, String secret) {
        return api.as(null)
                .post(
                        "/api/v1/hooks/push",
                        body,
                        Map.of("X-Hub-Signature-256", "sha256=" + hmac(body, secret), "X-GitHub-Event", "push"));
    }

    private static List<JsonNode> started(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.json().path("executions").valueStream().toList();
    }

    private static String workflow(String... steps) {
        return "{\"name\":\"test\",\"steps\":[" + String.join(",", steps) + "]}";
    }

    private static String step(String name, String more, String... dependsOn) {
        String needs = dependsOn.length == 0 ? "" : ",\"depends_on\":[\"" + String.join("\",\"", dependsOn) + "\"]";
        return "{\"name\":\"" + name + "\",\"service\":\"neo4j-graphrag-api\",\"action\":\"GET /stats\"" + needs + more
                + "}";
    }

    private static String hmac(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = WorkflowIT.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
