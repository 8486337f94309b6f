package io.omni.api.whole;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller of the product, over real HTTP. Every call is bounded. */
final class Api {
    static final String PIPELINES = "/api/v1/pipeline";
    static final String EXECUTE = PIPELINES + "/execute";
    static final JsonMapper JSON = JsonMapper.builder().build();

    /** The sample program's bug as a task that the sandbox's model knows. */
    static final String SAMPLE_TASK = "The payments of a split invoice must add up to its total: fix the failing test";

    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);
    // Shared: a client has threads of its own, and hundreds of them would only cost.
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final URI base;
    private final @Nullable String token;

    Api(int port, @Nullable String token) {
        this.base = URI.create("http://127.0.0.1:" + port);
        this.token = token;
    }

    /** An answer, whatever its status. */
    record Answer(int status, HttpHeaders headers, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JSON.readTree(bytes);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String errorCode() {
            return json().path("error").path("code").asString("");
        }

        @Override
        public String toString() {
            return status + " " + text();
        }
    }

    int port() {
        return base.getPort();
    }

    /** Any request with any bytes, and headers by name and value in turn. */
    Answer sendBytes(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder builder = request(path)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return send(builder);
    }

    /** Where the server is. */
    URI base() {
        return base;
    }

    /** The token it calls with; null: none. */
    @Nullable
    String token() {
        return token;
    }

    /** The whole address of a path. */
    String url(String path) {
        return base.resolve(path).toString();
    }

    /** The same server, called by someone else. */
    Api as(@Nullable String otherToken) {
        return new Api(base.getPort(), otherToken);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer get(String path, Map<String, String> headers) {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::header);
        return send(request.GET());
    }

    Answer post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    Answer post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer post(String path, byte[] body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Answer patch(String path, String body) {
        return patch(path, body, "*");
    }

    /** Changes something, if it has the version that the condition names. */
    Answer patch(String path, String body, @Nullable String ifMatch) {
        HttpRequest.Builder builder = request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body));
        return send(ifMatch == null ? builder : builder.header("If-Match", ifMatch));
    }

    /** Any request, with headers by name and value in turn. */
    Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder builder = request(path)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            builder.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return send(builder);
    }

    /** A new key with these scopes, as text. */
    String newKey(String... scopes) {
        Answer answer =
                post("/api/v1/keys", JSON.writeValueAsString(Map.of("name", "test", "scopes", List.of(scopes))));
        if (answer.status() != 201) {
            throw new AssertionError("the key was not made: " + answer);
        }
        return answer.json().path("key").asString();
    }

    Answer post(String path, String body, Map<String, String> headers) {
        HttpRequest.Builder builder = request(path).header("Content-Type", "application/json");
        headers.forEach(builder::header);
        return send(builder.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body, Map<String, String> headers) {
        HttpRequest.Builder builder = request(path).header("Content-Type", "application/json");
        headers.forEach(builder::header);
        return send(builder.PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** What a {@code GET} that must succeed answers. */
    JsonNode read(String path) {
        Answer answer = get(path);
        if (answer.status() != 200) {
            throw new AssertionError("GET " + path + ": " + answer);
        }
        return answer.json();
    }

    /** Starts the sample task on a branch and gives the new pipeline's id. */
    String startSample(String repository, String branch) {
        Answer answer = post(EXECUTE, sampleRequest(repository, branch));
        if (answer.status() != 202) {
            throw new AssertionError("the sample was not accepted: " + answer);
        }
        return answer.json().path("pipeline_id").asString();
    }

    static String sampleRequest(String repository, String branch) {
        return JSON.createObjectNode()
                .put("task", SAMPLE_TASK)
                .set(
                        "config",
                        JSON.createObjectNode().put("repo_url", repository).put("branch", branch))
                .toString();
    }

    JsonNode pipeline(String id) {
        return read(PIPELINES + "/" + id);
    }

    List<JsonNode> history(String id) {
        List<JsonNode> events = new ArrayList<>();
        read(PIPELINES + "/" + id + "/events").path("events").forEach(events::add);
        return events;
    }

    /** The pipeline when it has ended, whatever its end. */
    JsonNode ended(String id, Duration atMost) {
        return Waiting.until("pipeline " + id + " has ended", atMost, () -> pipeline(id), Api::isEnded);
    }

    static boolean isEnded(JsonNode pipeline) {
        return List.of("completed", "failed", "cancelled")
                .contains(pipeline.path("status").asString());
    }

    static String stageStatus(JsonNode pipeline, String stage) {
        return pipeline.path("stages").path(stage).path("status").asString("");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(LONGEST_CALL);
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder builder) {
        try {
            HttpRequest request = builder.build();
            HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            SeenAnswers.note(request.method(), request.uri(), answer);
            return answer;
        } catch (IOException e) {
            throw new Unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    /** There was no answer at all. */
    static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreachable(IOException cause) {
            super(cause);
        }
    }
}
