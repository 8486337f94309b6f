package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What callers meet when two nodes serve one database: one of them in this process, the other one to be killed. */
@Timeout(1800)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "OMNI_MASTER_KEY", "a master key for both nodes",
            "OMNI_WORKERS", "0",
            // An hour: on a busy machine a node may take longer than a minute to start again.
            "OMNI_RATE_LIMITS", "read=100000/min,pipeline_execution=10/h");

    /** How many firings are waited for; {@code -Domni.cron.minutes=2} and more make it longer. */
    private static final int FIRINGS = Integer.getInteger("omni.cron.minutes", 1);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path temp;

    private static RunningOmni here;
    private static OmniProcess there;
    private static String everyMinute;

    @BeforeAll
    static void start() throws IOException {
        here = RunningOmni.start(temp.resolve("here"), SETTINGS);
        there = OmniProcess.start(temp.resolve("there"), settingsOfTheOther());
        everyMinute = Workflows.create(
                here.api(), workflow("every-minute", "\"trigger\":{\"type\":\"schedule\",\"cron\":\"* * * * *\"},"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        there.stop();
        here.close();
    }

    @Test
    void the_eleventh_execution_is_refused_on_whichever_node_and_after_a_restart_too() throws Exception {
        Api caller = here.api().as(here.api().newKey("pipelines"));
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(onNode(i, caller).post(Api.EXECUTE, execution()));
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
        assertThat(answers)
                .extracting(answer -> answer.header("X-RateLimit-Limit"))
                .containsOnly("10");
        assertThat(answers.getLast().header("X-RateLimit-Remaining")).isEqualTo("0");
        assertRefused(caller.post(Api.EXECUTE, execution()));
        assertRefused(there(caller).post(Api.EXECUTE, execution()));

        there.stop();
        there = OmniProcess.start(temp.resolve("there"), settingsOfTheOther());
        assertRefused(there(caller).post(Api.EXECUTE, execution()));
    }

    @Test
    void the_same_request_fifty_times_at_once_makes_one_pipeline_and_equal_answers() throws Exception {
        Api caller = here.api().as(here.api().newKey("pipelines"));
        String body = execution();
        String key = UUID.randomUUID().toString();

        List<Answer> answers =
                atOnce(50, i -> onNode(i, caller).send("POST", Api.EXECUTE, body, "Idempotency-Key", key));

        List<Answer> accepted =
                answers.stream().filter(answer -> answer.status() == 202).toList();
        assertThat(accepted).isNotEmpty();
        assertThat(accepted)
                .extracting(Answer::text)
                .containsOnly(accepted.getFirst().text());
        assertThat(accepted)
                .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 202)
                .allSatisfy(answer -> assertThat(answer.errorCode()).isEqualTo("REQUEST_IN_PROGRESS"));
        assertThat(started(body)).isEqualTo(1);
        assertThat(there(caller)
                        .send("POST", Api.EXECUTE, execution(), "Idempotency-Key", key)
                        .errorCode())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void requests_whose_node_is_killed_between_command_and_answer_are_answered_by_another_node() throws Exception {
        String workflow = Workflows.create(here.api(), workflow("taken-over", ""));
        String hook = "taken-over-" + UUID.randomUUID();
        Workflows.create(
                here.api(), workflow("hooked", "\"trigger\":{\"type\":\"webhook\",\"event\":\"" + hook + "\"},"));
        String body = execution();
        // What each makes, by the event that says so.
        Map<String, Request> requests = Map.of(
                "pipeline.started", new Request(Api.EXECUTE, body),
                "workflow.created", new Request(Workflows.PATH, workflow("made-once", "")),
                "workflow.started",
                        new Request(Workflows.PATH + "/" + workflow + "/execute", "{\"input\":{\"once\":1}}"),
                "hook.received", new Request("/api/v1/hooks/" + hook, "{\"once\":1}"),
                "knowledge.refresh.started", new Request("/api/v1/knowledge/refresh", "{\"sources\":[\"wiki\"]}"));
        Map<String, Long> before = counted(requests.keySet());
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor();
                HeldAnswers answers = new HeldAnswers(here.bean(HikariDataSource.class))) {
            assertThat(answers).isNotNull();
            List<Future<Answer>> lost = requests.values().stream()
                    .map(request -> other.submit(() -> request.send(there.api())))
                    .toList();
            Waiting.until(
                    "everything is made",
                    PATIENCE,
                    () -> counted(requests.keySet()),
                    now -> now.entrySet().stream().allMatch(e -> e.getValue() > before.get(e.getKey())));
            there.kill();
            lost.forEach(one -> assertThat(one).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class));
        }
        Map<String, Long> made = counted(requests.keySet());

        Map<String, Answer> answers = new HashMap<>();
        requests.forEach((event, request) -> answers.put(
                event,
                Waiting.until(
                        "the dead node's claim is taken over",
                        PATIENCE,
                        () -> request.send(here.api()),
                        a -> a.status() != 409)));

        assertThat(answers)
                .allSatisfy((event, answer) -> assertThat(answer.status())
                        .as("%s: %s", event, answer)
                        .isEqualTo(event.equals("workflow.created") ? 201 : 202));
        assertThat(counted(requests.keySet())).isEqualTo(made);
        assertThat(here.api()
                        .pipeline(answers.get("pipeline.started")
                                .json()
                                .path("pipeline_id")
                                .asString())
                        .path("task"))
                .isEqualTo(Api.JSON.readTree(body).path("task"));
        for (String event : List.of("workflow.created", "workflow.started", "knowledge.refresh.started")) {
            assertThat(here.api().get(answers.get(event).header("Location")).status())
                    .as(event)
                    .isEqualTo(200);
        }
        assertThat(answers.get("hook.received").json().path("executions")).hasSize(1);
        there = OmniProcess.start(temp.resolve("there"), settingsOfTheOther());
    }

    @Test
    void the_summary_of_either_node_counts_exactly_what_was_sent_to_both() {
        // What was asked before is written within a second.
        Waiting.pause(Duration.ofSeconds(2));
        long before = requestsTotal(here.api());
        for (int i = 0; i < 40; i++) {
            onNode(i, here.api()).get(i % 5 == 0 ? Workflows.PATH + "/wf_nobody" : Workflows.PATH);
        }
        // The first summary counts too, and those that are asked until what the other node counted has arrived.
        long[] asked = {1};
        Waiting.until(
                "what both nodes counted is there",
                PATIENCE,
                () -> requestsTotal(here.api()) - before - asked[0]++,
                total -> total == 40);
        Waiting.until(
                "the other node says the same",
                PATIENCE,
                () -> requestsTotal(there.api()) - before - asked[0]++,
                total -> total == 40);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void a_schedule_fires_each_minute_exactly_once_however_many_nodes_there_are() {
        List<JsonNode> fired = Waiting.until(
                "the schedule has fired",
                Duration.ofSeconds(60L * FIRINGS + 60),
                () -> Workflows.executions(here.api(), everyMinute),
                found -> found.size() >= FIRINGS);

        List<Instant> minutes = fired.stream()
                .map(one -> Workflows.execution(
                        here.api(), everyMinute, one.path("execution_id").asString()))
                .map(one -> Instant.parse(one.path("event").path("scheduled_at").asString()))
                .sorted()
                .toList();
        Instant created = Instant.parse(here.api()
                .read(Workflows.PATH + "/" + everyMinute)
                .path("created_at")
                .asString());
        Instant first = created.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        assertThat(minutes)
                .isEqualTo(Stream.iterate(first, minute -> minute.plus(1, ChronoUnit.MINUTES))
                        .limit(minutes.size())
                        .toList());
    }

    @Test
    void a_revoked_key_opens_nothing_any_more_on_either_node() {
        Answer made = here.api().post("/api/v1/keys", "{\"name\":\"short-lived\",\"scopes\":[\"read\"]}");
        Api keyHolder = here.api().as(made.json().path("key").asString());
        assertThat(keyHolder.get(Api.PIPELINES).status()).isEqualTo(200);
        assertThat(there(keyHolder).get(Api.PIPELINES).status()).isEqualTo(200);

        assertThat(here.api().send("DELETE", made.header("Location"), null).status())
                .isEqualTo(204);

        assertThat(keyHolder.get(Api.PIPELINES).status()).isEqualTo(401);
        Waiting.until(
                "the other node knows",
                Duration.ofSeconds(30),
                () -> there(keyHolder).get(Api.PIPELINES).status(),
                status -> status == 401);
    }

    @Test
    void a_read_with_a_changes_token_sees_the_change_on_the_other_node() {
        Answer made = here.api().post("/api/v1/keys", "{\"name\":\"seen\",\"scopes\":[\"read\"]}");

        // A read waits five seconds at most; one that gave up has promised nothing.
        Answer list = Waiting.until(
                "a read that did not give up",
                Duration.ofMinutes(2),
                () -> {
                    long begun = System.nanoTime();
                    Answer read = there.api()
                            .send(
                                    "GET",
                                    "/api/v1/keys",
                                    null,
                                    "X-Consistency-Token",
                                    made.header("X-Consistency-Token"));
                    return System.nanoTime() - begun < Duration.ofSeconds(5).toNanos() ? read : null;
                },
                Objects::nonNull);

        assertThat(list.json().path("keys").path(0).path("key_id"))
                .isEqualTo(made.json().path("key_id"));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.errorCode()).isEqualTo("RATE_LIMITED");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("10");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(answer.header("X-RateLimit-Reset"))).isPositive();
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 3_600);
    }

    private static Api onNode(int i, Api caller) {
        return i % 2 == 0 ? caller : there(caller);
    }

    private static Api there(Api caller) {
        return there.api().as(caller.token());
    }

    private static String execution() {
        return Api.sampleRequest("https://example.org/never-cloned.git", "b-" + UUID.randomUUID());
    }

    private static int started(String body) {
        String branch = Api.JSON.readTree(body).path("config").path("branch").asString();
        Integer count = new JdbcTemplate(here.bean(DataSource.class))
                .queryForObject(
                        "SELECT count(*) FROM domain_event_json WHERE payload_type = 'pipeline.started'"
                                + " AND payload -> 'config' ->> 'branch' = ?",
                        Integer.class,
                        branch);
        return count == null ? 0 : count;
    }

    private static List<Answer> atOnce(int times, IntFunction<Answer> request) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(() -> request.apply(number));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static Map<String, String> settingsOfTheOther() {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        HikariDataSource database = here.bean(HikariDataSource.class);
        settings.put("OMNI_DATABASE_URL", database.getJdbcUrl());
        settings.put("OMNI_DATABASE_USER", database.getUsername());
        settings.put("OMNI_DATABASE_PASSWORD", database.getPassword());
        return settings;
    }

    private record Request(String path, String body, String key) {
        Request(String path, String body) {
            this(path, body, UUID.randomUUID().toString());
        }

        Answer send(Api node) {
            return node.send("POST", path, body, "Idempotency-Key", key);
        }
    }

    private static Map<String, Long> counted(Set<String> events) {
        JdbcTemplate jdbc = new JdbcTemplate(here.bean(DataSource.class));
        Map<String, Long> counts = new HashMap<>();
        for (String event : events) {
            // Schedules and hooks start executions, too.
            counts.put(
                    event,
                    jdbc.queryForObject(
                            "SELECT count(*) FROM domain_event_json WHERE payload_type = ?"
                                    + " AND coalesce(payload -> 'started_by' ->> 'type', 'manual') = 'manual'",
                            Long.class,
                            event));
        }
        return counts;
    }

    private static long requestsTotal(Api node) {
        return node.read("/api/v1/metrics/summary?period=last_1h")
                .path("requests_total")
                .asLong();
    }

    private static String workflow(String name, String more) {
        return "{\"name\":\"" + name + "\"," + more + "\"steps\":[{\"name\":\"a\",\"service\":\"neo4j-graphrag-api\","
                + "\"action\":\"GET /stats\"}]}";
    }
}
