package io.omni.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.EdgeTestApplication;
import io.omni.api.TestFolders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The edge on the real server, over the wire. */
@Timeout(60)
class EdgeTest {
    private static final String TOKEN = "operators-own-token";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path temp;

    private static ConfigurableApplicationContext context;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        TestFolders.withUnpackedPrograms(temp.resolve("data"));
        context = EdgeTestApplication.start(Map.of(
                "OMNI_PORT", "0", "OMNI_DATA_DIR", temp.resolve("data").toString(), "ORCHESTRATOR_TOKEN", TOKEN));
        port = ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @AfterAll
    static void stop() {
        context.close();
        CLIENT.close();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return send(to("/probe").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode error(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode body = JSON.readTree(response.body());
        assertThat(body.get("status").asString()).isEqualTo("error");
        assertThat(body.get("data").isNull()).isTrue();
        assertThat(body.at("/error/code").asString()).isEqualTo(code);
        assertThat(body.at("/error/message").asString()).isNotBlank();
        assertThat(body.at("/meta/request_id").asString())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(body.at("/meta/generated_at").asString()).endsWith("Z");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(response.body()).doesNotContain("Exception", "io.omni", "org.springframework", "SELECT");
        return body.get("error");
    }

    @Test
    void a_sane_request_id_is_kept_and_the_trace_goes_on() throws Exception {
        HttpResponse<String> response = send(to("/probe/caller")
                .header("X-Request-Id", "my-id.1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        assertThat(response.headers().firstValue("X-Request-Id")).contains("my-id.1");
        assertThat(JSON.readTree(response.body())).isEqualTo(JSON.readTree("""
                        {"actor":"operator","request_id":"my-id.1","trace_id":"0af7651916cd43dd8448eb211c80319c"}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"has space", "täg", ""})
    void an_insane_request_id_is_replaced(String id) throws Exception {
        String answer = raw("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-Id: " + id + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").containsPattern("X-Request-Id: [0-9a-f-]{36}\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "junk"
            })
    void a_malformed_traceparent_starts_a_new_trace(String traceparent) throws Exception {
        JsonNode caller = JSON.readTree(
                send(to("/probe/caller").header("traceparent", traceparent)).body());

        assertThat(caller.get("trace_id").asString())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/probe", "/no/such/path", "/health/../probe", "/health;x", "/error", "/probe/caller", "/docs/x"
            })
    void without_a_token_there_is_a_401_with_a_challenge(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer\r\n", "\"UNAUTHORIZED\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic b3BlcmF0b3I=", "operators-own-token"})
    void a_wrong_token_is_a_401(String authorization) throws Exception {
        HttpResponse<String> response = send(
                HttpRequest.newBuilder(to("/probe").build(), (name, value) -> !name.equalsIgnoreCase("Authorization"))
                        .header("Authorization", authorization));

        error(response, 401, "UNAUTHORIZED");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    @Test
    void the_scheme_is_case_insensitive() throws Exception {
        assertThat(raw("GET /probe/caller HTTP/1.1\r\nHost: x\r\nConnection: close\r\nauthorization: bearer " + TOKEN
                        + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/ready", "/metrics"})
    void the_public_paths_need_no_token_and_answer_head(String path) throws Exception {
        HttpRequest.Builder bare = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));

        assertThat(send(bare.copy().GET()).statusCode()).isEqualTo(200);
        HttpResponse<String> head = send(bare.copy().method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":5} | name | must be a string",
                "{\"name\":true} | name | must be a string",
                "{\"count\":\"5\"} | count | must be a whole number",
                "{\"count\":5.5} | count | must be a whole number",
                "{\"count\":5.0} | count | must be a whole number",
                "{\"count\":99999999999} | count | ",
                "{\"flag\":\"true\"} | flag | must be true or false",
                "{\"flag\":1} | flag | must be true or false",
                "{\"items\":\"x\"} | items | must be an array",
                "{\"items\":[{\"count\":\"x\"}]} | items[0].count | must be a whole number",
                "{\"name\":{}} | name | must be a string"
            })
    void a_field_of_the_wrong_form_is_named(String body, String field, String problem) throws Exception {
        JsonNode error = error(post(body), 422, "VALIDATION_ERROR");

        assertThat(error.at("/details/0/field").asString()).isEqualTo(field);
        if (problem != null) {
            assertThat(error.at("/details/0/message").asString()).isEqualTo(problem);
        }
    }

    @Test
    void all_fields_of_the_wrong_form_are_named_at_once() throws Exception {
        JsonNode error = error(
                post(
                        "{\"name\":5,\"count\":\"x\",\"flag\":1,\"items\":[{\"count\":5.5},{\"count\":1},{\"count\":true}]}"),
                422,
                "VALIDATION_ERROR");

        assertThat(fields(error))
                .containsExactlyInAnyOrder("name", "count", "flag", "items[0].count", "items[2].count");
    }

    @Test
    void a_field_that_does_not_exist_is_a_400_whatever_else_is_wrong() throws Exception {
        JsonNode alone = error(post("{\"nmae\":\"x\"}"), 400, "BAD_REQUEST");
        assertThat(alone.path("message").asString()).isEqualTo("The field nmae is no field of this request.");

        JsonNode more = error(post("{\"nmae\":\"x\",\"count\":\"x\",\"oter\":{}}"), 400, "BAD_REQUEST");
        assertThat(fields(more)).containsExactlyInAnyOrder("nmae", "count", "oter");
    }

    private static List<String> fields(JsonNode error) {
        return error.path("details")
                .valueStream()
                .map(detail -> detail.path("field").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "nonsense",
                "{\"name\":\"a\"} x",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "[]",
                "\"x\"",
                "{\"name\":NaN}",
                "{'name':'a'}"
            })
    void json_that_does_not_parse_is_a_400(String body) throws Exception {
        error(post(body), 400, "BAD_REQUEST");
    }

    @Test
    void json_nested_too_deep_is_a_400() throws Exception {
        error(post("{\"any\":" + "[".repeat(70) + "]".repeat(70) + "}"), 400, "BAD_REQUEST");
        assertThat(post("{\"any\":" + "[".repeat(60) + "]".repeat(60) + "}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void bad_utf_8_is_a_400() throws Exception {
        byte[] body = "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        body[9] = (byte) 0xff;

        error(
                send(to("/probe").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body))),
                400,
                "BAD_REQUEST");
    }

    @Test
    void a_form_that_can_not_be_decoded_is_a_400() throws Exception {
        error(
                send(to("/probe/bytes")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff}))),
                400,
                "BAD_REQUEST");
    }

    @Test
    void a_body_of_another_type_is_a_415() throws Exception {
        error(
                send(to("/probe").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x"))),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        error(send(to("/probe").POST(BodyPublishers.ofString("{}"))), 415, "UNSUPPORTED_MEDIA_TYPE");
        error(
                send(to("/probe")
                        .header("Content-Type", "application/json;charset=klingon")
                        .POST(BodyPublishers.ofString("{}"))),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void a_wrong_method_is_a_405_that_names_the_right_ones() throws Exception {
        HttpResponse<String> response = send(to("/probe").DELETE());

        error(response, 405, "METHOD_NOT_ALLOWED");
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        error(send(to("/health").POST(BodyPublishers.noBody())), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void a_form_that_cannot_be_made_is_a_406() throws Exception {
        error(send(to("/probe/caller").header("Accept", "image/png")), 406, "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope",
                "/api/v1/nope",
                "/error",
                "/probe/caller.json",
                "/actuator",
                "/actuator/health",
                "/application.yaml"
            })
    void a_path_that_is_not_there_is_a_404(String path) throws Exception {
        error(send(to(path)), 404, "NOT_FOUND");
        error(send(to(path).POST(BodyPublishers.ofString("{}"))), 404, "NOT_FOUND");
    }

    @Test
    void a_body_over_one_mebibyte_is_a_413_whether_it_says_so_or_not() throws Exception {
        byte[] large = ("{\"name\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);

        error(
                send(to("/probe").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(large))),
                413,
                "PAYLOAD_TOO_LARGE");
        error(
                send(to("/probe")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                413,
                "PAYLOAD_TOO_LARGE");
        error(
                send(to("/probe/bytes")
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                413,
                "PAYLOAD_TOO_LARGE");
    }

    @Test
    void a_body_of_just_one_mebibyte_is_read() throws Exception {
        int overhead = "{\"name\":\"\"}".length();

        assertThat(post("{\"name\":\"" + "x".repeat((1 << 20) - overhead) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void all_broken_fields_are_listed_at_once() throws Exception {
        JsonNode error = error(send(to("/probe/invalid")), 422, "VALIDATION_ERROR");

        assertThat(error.get("details")).hasSize(2);
        assertThat(error.at("/details/1/field").asString()).isEqualTo("stages[2]");
    }

    @Test
    void bean_validation_speaks_the_names_of_the_wire() throws Exception {
        JsonNode error = error(post("{\"max_iterations\":11}"), 422, "VALIDATION_ERROR");

        assertThat(error.at("/details/0/field").asString()).isEqualTo("max_iterations");
    }

    @Test
    void a_refusal_travels_with_its_code_however_it_is_wrapped() throws Exception {
        JsonNode error = error(send(to("/probe/refused")), 409, "PIPELINE_RUNNING");

        assertThat(error.at("/details/0/message").asString()).isEqualTo("pipe_1");
        error(send(to("/probe/refused-not-found")), 404, "PIPELINE_NOT_FOUND");
        error(send(to("/probe/refused-unlisted")), 409, "SOME_NEW_RULE");
    }

    @Test
    void a_bad_parameter_is_a_400_that_names_it() throws Exception {
        assertThat(error(send(to("/probe/parameter?limit=x")), 400, "BAD_REQUEST")
                        .at("/details/0/field")
                        .asString())
                .isEqualTo("limit");
        error(send(to("/probe/parameter")), 400, "BAD_REQUEST");
    }

    @Test
    void a_fault_of_ours_leaks_nothing() throws Exception {
        HttpResponse<String> response = send(to("/probe/fault"));

        error(response, 500, "INTERNAL_ERROR");
        assertThat(response.body()).doesNotContain("hunter2");
        error(send(to("/probe/send-error")), 503, "SERVICE_UNAVAILABLE");
    }

    @Test
    void a_database_that_is_away_is_a_503_with_retry_after() throws Exception {
        HttpResponse<String> response = send(to("/probe/store-away"));

        error(response, 503, "STORE_UNAVAILABLE");
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void a_caller_that_asks_for_problems_gets_them() throws Exception {
        HttpResponse<String> response =
                send(to("/probe/refused").header("Accept", "application/problem+json, application/json"));

        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(409);
        assertThat(problem.get("code").asString()).isEqualTo("PIPELINE_RUNNING");
        assertThat(problem.get("detail").asString()).isNotBlank();
        assertThat(problem.get("details")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /%zz HTTP/1.1 | 400",
                "GET /probe/%ff HTTP/1.1 | 40",
                "GET /a<b HTTP/1.1 | 400",
                "GET /probe%2Fcaller HTTP/1.1 | 40",
                "G@T / HTTP/1.1 | 400"
            })
    void a_request_that_tomcat_refuses_has_the_shape_too(String line, String status) throws Exception {
        String answer =
                raw(line.strip() + "\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("X-Request-Id: ", "\"status\":\"error\"", "\"request_id\"");
    }

    @Test
    void headers_that_are_too_long_have_the_shape_too() throws Exception {
        String answer = raw(
                "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").contains("\"status\":\"error\"");
    }

    @Test
    void health_has_the_references_shape() throws Exception {
        JsonNode health = JSON.readTree(send(to("/health")).body());

        assertThat(health.propertyNames())
                .containsExactly("status", "version", "uptime_seconds", "services_healthy", "services_total");
        assertThat(health.get("status").asString()).isEqualTo("healthy");
        assertThat(health.get("version").asString()).isEqualTo("1.0.0");
        assertThat(health.get("services_total").asInt(0)).isZero();
    }

    @Test
    void ready_says_what_it_looked_at() throws Exception {
        JsonNode ready = JSON.readTree(send(to("/ready")).body());

        assertThat(ready.get("status").asString()).isEqualTo("ready");
        assertThat(ready.at("/checks/database").asString()).isEqualTo("ok");
    }

    @Test
    void ready_is_a_503_while_a_check_fails() throws Exception {
        EdgeTestApplication.failing.set(true);
        try {
            HttpResponse<String> response = send(to("/ready"));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(JSON.readTree(response.body()).at("/checks/switchable").asString())
                    .isEqualTo("failed");
        } finally {
            EdgeTestApplication.failing.set(false);
        }
    }

    @Test
    void metrics_are_prometheus_text_by_route_template() throws Exception {
        send(to("/probe/items/17"));

        HttpResponse<String> response = send(to("/metrics"));

        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body())
                .contains("# HELP http_server_requests_seconds", "# TYPE http_server_requests_seconds histogram")
                .containsPattern("http_server_requests_seconds_bucket\\{[^}]*uri=\"/probe/items/\\{item}\"")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("/probe/items/17");
    }

    @Test
    void a_database_that_is_killed_comes_back_and_the_pools_find_it() throws Exception {
        String pidFile = Files.readString(temp.resolve("data/postgres/postmaster.pid"));
        long killed = Long.parseLong(pidFile.lines().findFirst().orElseThrow());
        ProcessHandle server = ProcessHandle.of(killed).orElseThrow();
        server.destroyForcibly();
        server.onExit().get(30, TimeUnit.SECONDS);

        int status = 0;
        for (int attempt = 0; attempt < 100 && status != 200; attempt++) {
            status = send(to("/ready")).statusCode();
            assertThat(status).isIn(200, 503);
            Thread.sleep(100);
        }

        assertThat(status).isEqualTo(200);
        assertThat(Files.readString(temp.resolve("data/postgres/postmaster.pid")))
                .doesNotStartWith(killed + "\n");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(30_000);
            OutputStream output = socket.getOutputStream();
            output.write(request.getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
