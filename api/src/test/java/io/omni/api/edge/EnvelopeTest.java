package io.omni.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.EdgeTestApplication;
import io.omni.api.TestFolders;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
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

/** What is particular below {@code /v1}: the envelope, pages, and callers without a token; over the wire. */
@Timeout(60)
class EnvelopeTest {
    private static final String TOKEN = "operators-own-token";
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path temp;

    private static ConfigurableApplicationContext context;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        TestFolders.withUnpackedPrograms(temp.resolve("data"));
        context = EdgeTestApplication.start(Map.of(
                "OMNI_PORT",
                "0",
                "OMNI_DATA_DIR",
                temp.resolve("data").toString(),
                "ORCHESTRATOR_TOKEN",
                TOKEN,
                "OMNI_CORS_ORIGINS",
                "https://console.example.org"));
        port = ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void what_a_controller_gives_comes_in_the_envelope() throws IOException {
        JsonNode body = body(get("/v1/probe/caller", "X-Request-Id: mine"), 200);

        assertThat(body.propertyNames()).containsExactly("status", "data", "error", "meta");
        assertThat(body.path("status").asString()).isEqualTo("success");
        assertThat(body.path("error").isNull()).isTrue();
        assertThat(body.at("/data/scopes")).hasSize(1);
        assertThat(body.at("/meta/request_id").asString()).isEqualTo("mine");
        assertThat(body.at("/meta/generated_at").asString()).endsWith("Z");
    }

    @Test
    void what_is_accepted_comes_in_it_too() throws IOException {
        JsonNode body = body(
                send("POST /v1/probe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
                202);

        assertThat(body.at("/data/nothing").isNull()).isTrue();
        assertThat(body.at("/data").has("nothing")).isTrue();
    }

    @Test
    void bytes_stay_as_they_are() throws IOException {
        assertThat(get("/v1/probe/film")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\nfilm");
    }

    @Test
    void an_error_has_the_same_members() throws IOException {
        JsonNode body = body(get("/v1/probe/gone"), 404);

        assertThat(body.propertyNames()).containsExactly("status", "data", "error", "meta");
        assertThat(body.path("data").isNull()).isTrue();
        assertThat(body.at("/error/code").asString()).isEqualTo("CLIP_NOT_FOUND");
        assertThat(body(get("/v1/nothing/here"), 404).at("/meta/generated_at").isString())
                .isTrue();
    }

    @Test
    void a_list_is_paged_by_offset_unless_a_cursor_is_named() throws IOException {
        assertThat(body(get("/v1/probe"), 200).at("/data/pagination"))
                .isEqualTo(JSON.readTree("{\"limit\":50,\"offset\":0,\"total\":17,\"next_cursor\":\"next\"}"));
        assertThat(body(get("/v1/probe?limit=200&offset=40"), 200).at("/data/pagination"))
                .isEqualTo(JSON.readTree("{\"limit\":200,\"offset\":40,\"total\":17,\"next_cursor\":\"next\"}"));
        assertThat(body(get("/v1/probe?limit=1&cursor="), 200).at("/data/pagination"))
                .isEqualTo(JSON.readTree("{\"limit\":1,\"next_cursor\":\"next\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=x",
                "limit=",
                "limit=1&limit=2",
                "offset=-1",
                "offset=1.5",
                "offset=99999999999",
                "offset=0&cursor=x"
            })
    void a_page_that_there_cant_be_is_refused(String query) throws IOException {
        assertThat(body(get("/v1/probe?" + query), 400).at("/error/code").asString())
                .isEqualTo("INVALID_PAGINATION");
    }

    @Test
    void a_caller_from_a_trusted_network_needs_no_token_and_gets_the_one_scope() throws IOException {
        JsonNode data = body(get("/v1/probe/caller"), 200).path("data");

        assertThat(data.path("actor").asString()).isEqualTo("network:127.0.0.1");
        assertThat(data.path("scopes")).hasSize(1);
        assertThat(data.at("/scopes/0").asString()).isEqualTo("content");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/probe/caller | X-Forwarded-For: 203.0.113.9",
                "/v1/probe/caller | X-Forwarded-For: 127.0.0.1, 203.0.113.9",
                "/v1/probe/caller | Forwarded: for=203.0.113.9",
                "/v1/probe/caller | Authorization: Bearer wrong",
                "/v1/probe/caller | Sec-Fetch-Site: cross-site",
                "/v1/probe/caller | Sec-Fetch-Site: same-site",
                "/v1/../probe/caller | X-A: b",
                "/v1/probe/../../probe/caller | X-A: b",
                "/v1/%70robe/caller | X-A: b",
                "/v1x/probe | X-A: b",
                "/probe/caller | X-A: b",
            })
    void everybody_else_needs_one(String path, String header) throws IOException {
        assertThat(body(get(path, header), 401).at("/error/code").asString()).isEqualTo("UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://evil.example", "Origin: null"})
    void pages_of_other_origins_are_refused(String header) throws IOException {
        assertThat(get("/v1/probe/caller", header)).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @CsvSource({
        "rebound.example.org,401",
        "127.0.0.1,200",
        "[::1],200",
        "omni.localhost,200",
        "omni-orchestrator,200",
        "10.0.0.7,200"
    })
    void a_name_that_somebody_else_may_have_given_this_machine_is_not_trusted(String host, int status)
            throws IOException {
        String answer =
                send("GET /v1/probe/caller HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: close\r\n\r\n");

        body(answer, status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://console.example.org",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "X-Forwarded-For: 127.0.0.9"
            })
    void ones_own_pages_need_none_either(String header) throws IOException {
        body(get("/v1/probe/caller", header), 200);
    }

    @Test
    void a_page_of_this_very_server_needs_none() throws IOException {
        body(
                send("GET /v1/probe/caller HTTP/1.1\r\nHost: localhost:" + port + "\r\nOrigin: http://localhost:" + port
                        + "\r\nConnection: close\r\n\r\n"),
                200);
    }

    @Test
    void a_token_counts_for_more_than_the_network() throws IOException {
        JsonNode data = body(get("/v1/probe/caller", "Authorization: Bearer " + TOKEN), 200)
                .path("data");

        assertThat(data.path("actor").asString()).isEqualTo("operator");
    }

    private static String get(String path, String... headers) throws IOException {
        StringBuilder request =
                new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return send(request.append("\r\n").toString());
    }

    private static JsonNode body(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        int begin = answer.indexOf("{");
        return JSON.readTree(answer.substring(begin, answer.lastIndexOf('}') + 1));
    }

    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            OutputStream output = socket.getOutputStream();
            output.write(request.getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
