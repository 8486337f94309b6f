package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What callers meet when two nodes serve one database: one of them in this process, the other one to be killed. */
@Timeout(300)
class TwoNodesIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "OMNI_MASTER_KEY", "a master key for both nodes",
            "OMNI_WORKERS", "0",
            // An hour: on a busy machine a node may take longer than a minute to start again.
            "OMNI_RATE_LIMITS", "read=100000/min,pipeline_execution=10/h");
    private static final String HOLD_ANSWERS = """
            CREATE FUNCTION hold_answers() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF NEW.status IS NOT NULL THEN PERFORM pg_advisory_xact_lock(4711); END IF; RETURN NEW; END $$;
            CREATE TRIGGER hold_answers BEFORE UPDATE ON idempotent_request FOR EACH ROW EXECUTE FUNCTION hold_answers();
            """;
    private static final String LET_ANSWERS_GO = "DROP FUNCTION hold_answers() CASCADE";

    @TempDir
    static Path temp;

    private static RunningOmni here;
    private static OmniProcess there;

    @BeforeAll
    static void start() throws IOException {
        here = RunningOmni.start(temp.resolve("here"), SETTINGS);
        there = OmniProcess.start(temp.resolve("there"), settingsOfTheOther());
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
    void a_request_whose_node_is_killed_between_command_and_answer_is_answered_by_another_node() throws Exception {
        String body = execution();
        String key = UUID.randomUUID().toString();
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor();
                Held answers = hold()) {
            assertThat(answers).isNotNull();
            Future<Answer> lost =
                    other.submit(() -> there.api().send("POST", Api.EXECUTE, body, "Idempotency-Key", key));
            Waiting.until("the pipeline is started", Duration.ofSeconds(60), () -> started(body), n -> n == 1);
            there.kill();
            assertThat(lost).failsWithin(Duration.ofSeconds(60)).withThrowableOfType(ExecutionException.class);
        }

        Answer answer = Waiting.until(
                "the dead node's claim is taken over",
                Duration.ofSeconds(60),
                () -> here.api().send("POST", Api.EXECUTE, body, "Idempotency-Key", key),
                a -> a.status() != 409);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(started(body)).isEqualTo(1);
        assertThat(here.api()
                        .pipeline(answer.json().path("pipeline_id").asString())
                        .path("task")
                        .asString())
                .isEqualTo(Api.JSON.readTree(body).path("task").asString());
        there = OmniProcess.start(temp.resolve("there"), settingsOfTheOther());
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

        Answer list = there.api()
                .send("GET", "/api/v1/keys", null, "X-Consistency-Token", made.header("X-Consistency-Token"));

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

    /** Has every answer wait in the database before it is kept, until it is closed. */
    private static Held hold() {
        HikariDataSource database = here.bean(HikariDataSource.class);
        SingleConnectionDataSource connection = new SingleConnectionDataSource(
                database.getJdbcUrl(), database.getUsername(), database.getPassword(), true);
        JdbcTemplate jdbc = new JdbcTemplate(connection);
        jdbc.execute(HOLD_ANSWERS);
        jdbc.execute("SELECT pg_advisory_lock(4711)");
        return () -> {
            jdbc.execute("SELECT pg_advisory_unlock(4711)");
            jdbc.execute(LET_ANSWERS_GO);
            connection.destroy();
        };
    }

    @FunctionalInterface
    private interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
