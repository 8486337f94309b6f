package io.omni.command.pipeline.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omni.command.http.DeadlineHttp;
import io.omni.command.http.RawServer;
import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageFailure.Kind;
import io.omni.command.pipeline.generate.CodeGenerator.Prompt;
import io.omni.command.pipeline.generate.CodeGenerator.TokenUsage;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.Stage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class OpenAiGeneratorTest {
    private static final String KEY = "sk-0123456789abcdef";
    private final JsonMapper json = JsonMapper.builder().build();
    private final DeadlineHttp http = new DeadlineHttp();
    private final Clock clock = Clock.fixed(Fixtures.NOW, ZoneOffset.UTC);

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void an_answer_comes_with_its_model_and_usage() throws Exception {
        try (var server = RawServer.answering(200, "", completion(Fixtures.ANSWER, "stop"))) {
            var generation = generator(server.url() + "/v1/").generate(request("gpt-x"));

            assertThat(generation.answer()).isEqualTo(Fixtures.ANSWER);
            assertThat(generation.model()).isEqualTo("m-2");
            assertThat(generation.usage()).isEqualTo(new TokenUsage(100, 20, 120));
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /v1/chat/completions ")
                    .contains("Authorization: Bearer " + KEY);
        }
    }

    @ParameterizedTest
    @CsvSource({"429, 7", "500, ", "503, 'Wed, 15 Jan 2025 10:31:00 GMT'", "408, ", "529, nonsense", "429, 999999"})
    void a_passing_trouble_is_transient_and_its_wait_honoured(int status, @Nullable String retryAfter)
            throws Exception {
        String header = retryAfter == null ? "" : "Retry-After: " + retryAfter + "\r\n";
        try (var server = RawServer.answering(status, header, "busy")) {
            StageFailure failure = failureOf(server.url());

            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
            Map<String, Duration> expected = Map.of(
                    "7", Duration.ofSeconds(7),
                    "Wed, 15 Jan 2025 10:31:00 GMT", Duration.ofSeconds(60),
                    "999999", Duration.ofHours(24));
            assertThat(failure.retryAfter()).isEqualTo(retryAfter == null ? null : expected.get(retryAfter));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422, 302})
    void a_refusal_is_permanent_and_never_quotes_the_key(int status) throws Exception {
        String body = "{\"error\":{\"message\":\"Bad key " + KEY + ".\"}}";
        try (var server = RawServer.answering(status, "Location: /elsewhere\r\n", body)) {
            StageFailure failure = failureOf(server.url());

            assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
            assertThat(failure.getMessage()).contains(String.valueOf(status)).doesNotContain(KEY);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_web_page_and_nothing_at_all_are_named_as_such() throws Exception {
        try (var page = RawServer.answering(200, "", "<!DOCTYPE html><html>Sign in</html>")) {
            StageFailure failure = failureOf(page.url());
            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(failure.getMessage()).contains("web page").contains("base URL");
        }
        try (var empty = RawServer.answering(200, "", "")) {
            StageFailure failure = failureOf(empty.url());
            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
            assertThat(failure.getMessage()).contains("empty");
        }
    }

    @Test
    void half_an_answer_is_transient() throws Exception {
        String whole = completion(Fixtures.ANSWER, "stop");
        String half = whole.substring(0, whole.length() / 2);
        try (var broken =
                RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: " + whole.length() + "\r\n\r\n" + half)) {
            assertThat(failureOf(broken.url()).kind()).isEqualTo(Kind.TRANSIENT);
        }
        try (var cut = RawServer.answering(200, "", half)) {
            assertThat(failureOf(cut.url()).kind()).isEqualTo(Kind.TRANSIENT);
        }
        try (var html = RawServer.answering(200, "Content-Type: text/html\r\n", "<html>Welcome</html>")) {
            assertThat(failureOf(html.url()).kind()).isEqualTo(Kind.TRANSIENT);
        }
    }

    @Test
    void silence_and_refusal_are_transient_and_too_much_is_permanent() throws Exception {
        try (var silent = new RawServer(_ -> Thread.sleep(60_000))) {
            LlmSettings impatient = settings(silent.url(), Duration.ofMillis(700));
            assertThat(failureOf(impatient).kind()).isEqualTo(Kind.TRANSIENT);
        }
        String closed;
        try (var server = RawServer.answering("")) {
            closed = server.url();
        }
        assertThat(failureOf(closed).kind()).isEqualTo(Kind.TRANSIENT);
        try (var large = RawServer.answering(200, "", "x".repeat(20_000))) {
            assertThat(failureOf(large.url()).kind()).isEqualTo(Kind.PERMANENT);
        }
    }

    @Test
    void an_answer_cut_at_its_length_limit_or_without_text_is_repairable() throws Exception {
        try (var length = RawServer.answering(200, "", completion("```diff\n--- a/A", "length"))) {
            assertThat(failureOf(length.url()).kind()).isEqualTo(Kind.REPAIRABLE);
            assertThat(failureOf(length.url()).feedback()).contains("shorter");
        }
        for (String nonsense : List.of(
                "{}",
                "[]",
                "42",
                "null",
                "{\"choices\":[]}",
                completion("", "stop"),
                "{\"choices\":[{\"message\":{\"content\":{\"a\":1}}}]}")) {
            try (var server = RawServer.answering(200, "", nonsense)) {
                assertThat(failureOf(server.url()).kind()).as(nonsense).isEqualTo(Kind.REPAIRABLE);
            }
        }
        try (var filtered = RawServer.answering(200, "", completion("x", "content_filter"))) {
            assertThat(failureOf(filtered.url()).kind()).isEqualTo(Kind.PERMANENT);
        }
    }

    @Test
    void without_a_url_the_platforms_proxy_is_asked() throws Exception {
        var calls = new ArrayList<ServiceHttp.Call>();
        ServiceHttp services = call -> {
            calls.add(call);
            return new ServiceHttp.Answer(
                    200, Map.of(), completion(Fixtures.ANSWER, "stop").getBytes(StandardCharsets.UTF_8));
        };
        var settings = LlmSettings.defaults();
        var generator = new OpenAiGenerator(ChatEndpoint.of(settings, http, services), settings, json, clock);

        generator.generate(request(null));

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.service()).isEqualTo("litellm-proxy");
            assertThat(call.path()).isEqualTo("/v1/chat/completions");
            assertThat(call.headers()).doesNotContainKey("Authorization");
            assertThat(json.readTree(call.body()).path("model").stringValue("")).isEqualTo("gpt-4o");
            assertThat(json.readTree(call.body())
                            .path("messages")
                            .path(1)
                            .path("content")
                            .stringValue(""))
                    .isEqualTo("user");
        });
    }

    @Test
    void the_proxy_being_unavailable_is_transient() {
        ServiceHttp services = call -> {
            throw new ServiceUnavailable(call.service(), "it is gone", null);
        };
        var settings = LlmSettings.defaults();
        var generator = new OpenAiGenerator(ChatEndpoint.of(settings, http, services), settings, json, clock);

        var failure = catchThrowableOfType(StageFailure.class, () -> generator.generate(request(null)));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.getMessage()).contains("litellm-proxy");
    }

    @Test
    void settings_show_no_key_and_refuse_odd_urls() {
        assertThat(settings("http://x/v1").toString()).doesNotContain(KEY);
        for (String odd : List.of("file:///etc", "http://user:pw@host/", "http:///nohost", "http://h/?q=1")) {
            assertThatThrownBy(() -> settings(odd)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private String completion(String text, String end) {
        return json.writeValueAsString(Map.of(
                "model", "m-2",
                "choices", List.of(Map.of("message", Map.of("content", text), "finish_reason", end)),
                "usage", Map.of("prompt_tokens", 100, "completion_tokens", 20, "total_tokens", 120)));
    }

    private StageFailure failureOf(String url) {
        return failureOf(settings(url));
    }

    private StageFailure failureOf(LlmSettings settings) {
        return catchThrowableOfType(
                StageFailure.class, () -> generator(settings).generate(request(null)));
    }

    private OpenAiGenerator generator(String url) {
        return generator(settings(url));
    }

    private OpenAiGenerator generator(LlmSettings settings) {
        ServiceHttp nobody = _ -> {
            throw new AssertionError("the proxy is not asked when there is a URL");
        };
        return new OpenAiGenerator(ChatEndpoint.of(settings, http, nobody), settings, json, clock);
    }

    private static LlmSettings settings(String url) {
        return settings(url, Duration.ofSeconds(30));
    }

    private static LlmSettings settings(String url, Duration timeout) {
        return new LlmSettings(URI.create(url), KEY, "gpt-x", timeout, 10_000);
    }

    private static CodeGenerator.Request request(@Nullable String model) {
        return new CodeGenerator.Request(
                Fixtures.first(Stage.GENERATE, model), new Prompt("system", "user"), Duration.ofSeconds(30));
    }
}
