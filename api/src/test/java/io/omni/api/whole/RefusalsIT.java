package io.omni.api.whole;

import static io.omni.api.whole.Api.EXECUTE;
import static io.omni.api.whole.Api.PIPELINES;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the product doesn't take: it says so in one shape, changes nothing, and keeps no secret in sight. */
@ExtendWith(SharedOmni.class)
@Timeout(900)
class RefusalsIT {
    private static final String SECRET = "s3cr3t-Tr0ub4dor";

    private final RunningOmni omni;
    private final Api api;
    private final Store store;
    private long eventsBefore;
    private static boolean quiet;

    RefusalsIT(RunningOmni omni) {
        this.omni = omni;
        this.api = omni.api();
        this.store = new Store(omni.bean("dataSource", HikariDataSource.class));
    }

    /** What others asked for before may still be under way. */
    @BeforeEach
    void countEvents() {
        eventsBefore = quiet ? store.eventsOfTheOperator() : awaitQuiet();
    }

    private long awaitQuiet() {
        long[] before = {-1};
        long found = Waiting.until(
                "nothing happens any more",
                Duration.ofMinutes(5),
                () -> {
                    before[0] = store.eventsOfTheOperator();
                    Waiting.pause(Duration.ofSeconds(3));
                    return store.eventsOfTheOperator();
                },
                events -> events == before[0]);
        quiet = true;
        return found;
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(store.eventsOfTheOperator()).as("events stored").isEqualTo(eventsBefore);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'task':''                                    | task",
                "'task':' \\t\\n '                            | task",
                "'stages':[]                                  | stages",
                "'stages':['ingest','fly']                    | stages[1]",
                "'stages':['test','ingest','test']            | stages[2]",
                "'config':{'max_iterations':0}                | config.max_iterations",
                "'config':{'max_iterations':11}               | config.max_iterations",
                "'config':{'max_iterations':'3'}              | config.max_iterations",
                "'config':{'branch':'../x'}                   | config.branch",
                "'config':{'branch':'a..b'}                   | config.branch",
                "'config':{'branch':'a b'}                    | config.branch",
                "'config':{'branch':'-x'}                     | config.branch",
                "'config':{'quality_gate':'harsh'}            | config.quality_gate",
                "'config':{'repo_url':'ext::sh -c id'}        | config.repo_url",
                "'config':{'repo_url':'-oProxyCommand=id'}    | config.repo_url",
                "'config':{'repo_url':'ssh://-oProxyCommand=id/x'} | config.repo_url",
                "'config':{'repo_url':'ftp://git.example/x'}  | config.repo_url",
                "'context':{'max_context_tokens':255}         | context.max_context_tokens",
                "'context':{'knowledge_sources':['brain']}    | context.knowledge_sources[0]"
            })
    void a_field_that_breaks_a_rule_is_named(String change, String field) {
        Answer answer = api.post(EXECUTE, changed(change.strip()));

        refused(answer, 422, "VALIDATION_ERROR");
        assertThat(answer.json()
                        .path("error")
                        .path("details")
                        .valueStream()
                        .map(d -> d.path("field").asString()))
                .contains(field);
    }

    @Test
    void every_field_that_breaks_a_rule_is_named_at_once() {
        Answer answer = api.post(EXECUTE, json("{'task':'','stages':['x'],'config':{'branch':'a b'}}"));

        refused(answer, 422, "VALIDATION_ERROR");
        assertThat(answer.json()
                        .path("error")
                        .path("details")
                        .valueStream()
                        .map(d -> d.path("field").asString()))
                .containsExactlyInAnyOrder("task", "stages[0]", "config.repo_url", "config.branch");
    }

    @Test
    void a_task_has_at_most_20000_characters() {
        refused(api.post(EXECUTE, changed("'task':'" + "x".repeat(20_001) + "'")), 422, "VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "nonsense",
                "'text'",
                "null",
                "{'task':'x',}",
                "{'task':'x'} {}",
                "{'task':'x','task':'y'}"
            })
    void a_body_that_is_no_json_object_is_a_bad_request(String body) {
        refused(api.post(EXECUTE, json(body)), 400, "BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'tasks':'x'", "'config':{'repo':'x'}", "'context':{'sources':[]}"})
    void an_unknown_field_is_a_bad_request(String change) {
        refused(api.post(EXECUTE, changed(change)), 400, "BAD_REQUEST");
    }

    @Test
    void a_body_of_two_mebibytes_is_too_large() {
        byte[] body = new byte[2 << 20];
        Arrays.fill(body, (byte) ' ');
        refused(api.post(EXECUTE, body), 413, "PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=201",
                "?limit=x",
                "?status=done",
                "?since=yesterday",
                "?since=2025-01-15",
                "?cursor=x",
                "?cursor=AAAA",
                "?status=running&cursor=bm90aGluZw"
            })
    void a_bad_query_parameter_of_the_list_is_a_bad_request(String query) {
        refused(api.get(PIPELINES + query), 400, "BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe_01h00000000000000000000000", "pipe_", "wf_01", "x", "..%2f..", "pipe_%27--"})
    void an_unknown_id_is_not_found(String id) {
        for (String part : List.of("", "/logs", "/events", "/explain", "/artifacts/art_1")) {
            Answer answer = api.get(PIPELINES + "/" + id + part);
            assertThat(answer.status()).as(id + part).isIn(400, 404);
            shape(answer);
        }
        for (String action : List.of("/cancel", "/retry", "/pause", "/resume")) {
            assertThat(api.post(PIPELINES + "/" + id + action).status())
                    .as(id + action)
                    .isIn(400, 404);
        }
        refused(api.get(PIPELINES + "/pipe_01h00000000000000000000000"), 404, "PIPELINE_NOT_FOUND");
    }

    @Test
    void without_the_right_token_nothing_is_answered() {
        for (Api stranger : List.of(api.as(null), api.as("wrong"), api.as("wrong token"))) {
            for (Answer answer : List.of(
                    stranger.get(PIPELINES),
                    stranger.get(PIPELINES + "/x"),
                    stranger.get("/no/such/path"),
                    stranger.post(EXECUTE, changed("'task':'x'")),
                    stranger.post("/sandbox/reset"))) {
                refused(answer, 401, "UNAUTHORIZED");
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            }
        }
        assertThat(api.as(null).get("/health").status()).isEqualTo(200);
    }

    @Test
    void a_method_that_a_path_does_not_have_is_refused() {
        refused(api.post(PIPELINES), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void credentials_in_a_url_are_used_and_never_seen_again() throws IOException {
        String user = "deploy-bot";
        String url = "http://" + user + ":" + SECRET + "@127.0.0.1:1/private.git";
        String basic = Base64.getEncoder().encodeToString((user + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        StringBuilder answers = new StringBuilder();
        try (LogCapture log = new LogCapture()) {
            Answer accepted = api.post(EXECUTE, Api.sampleRequest(url, "main"));
            assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
            String id = accepted.json().path("pipeline_id").asString();
            answers.append(accepted.text());
            Waiting.until(
                    "the clone was tried",
                    Duration.ofSeconds(60),
                    () -> api.history(id).size(),
                    events -> events > 2);
            Answer again = api.post(EXECUTE, Api.sampleRequest(url, "main"));
            assertThat(again.errorCode()).isEqualTo("PIPELINE_RUNNING");
            answers.append(again.text());
            api.post(PIPELINES + "/" + id + "/cancel?force=true");
            api.ended(id, Duration.ofSeconds(60));
            for (String part : List.of("", "/logs", "/events", "/explain", "?version=1")) {
                answers.append(api.get(PIPELINES + "/" + id + part).text());
            }
            answers.append(api.get(PIPELINES).text());
            answers.append(api.as(null).get("/metrics").text());

            for (String hidden : List.of(SECRET, basic)) {
                assertThat(answers.toString()).as("answers").doesNotContain(hidden);
                assertThat(log.text()).as("log").doesNotContain(hidden);
                assertThat(store.columnsWith(hidden)).as("columns").isEmpty();
                assertThat(filesWith(hidden)).as("files").isEmpty();
            }
            assertThat(answers.toString()).contains("http://127.0.0.1:1/private.git");
        }
        assertThat(store.columnsWith("127.0.0.1:1/private.git"))
                .as("columns that the search finds the rest of the URL in")
                .contains("domain_event.payload", "pipeline_view.state");
        assertThat(store.number("SELECT count(*) FROM secret")).isPositive();
        eventsBefore = store.eventsOfTheOperator();
    }

    /** The files of the data folder that hold a text, without PostgreSQL's own, which its tables stand for. */
    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(omni.dataFolder())) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.startsWith(omni.dataFolder().resolve("postgres")))
                    .filter(f -> contains(f, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    /** A request that would be accepted, with one change. */
    private static String changed(String change) {
        JsonNode wanted = Api.JSON.readTree(json("{" + change + "}"));
        ObjectNode request = (ObjectNode) Api.JSON.readTree(Api.sampleRequest("https://git.invalid/x.git", "main"));
        wanted.properties().forEach(p -> {
            if (p.getValue().isObject() && request.get(p.getKey()) instanceof ObjectNode o) {
                p.getValue().properties().forEach(inner -> o.set(inner.getKey(), inner.getValue()));
            } else {
                request.set(p.getKey(), p.getValue());
            }
        });
        return request.toString();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        shape(answer);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    private static void shape(Answer answer) {
        JsonNode body = answer.json();
        assertThat(body.path("status").asString("")).as(answer.toString()).isEqualTo("error");
        assertThat(body.path("data").isNull()).isTrue();
        assertThat(body.path("error").path("message").asString("")).isNotBlank();
        assertThat(body.path("meta").path("request_id").asString("")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.text()).doesNotContain("Exception", "io.omni", "springframework", "SELECT");
    }
}
