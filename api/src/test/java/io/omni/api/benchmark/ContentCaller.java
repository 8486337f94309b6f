package io.omni.api.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the content pipeline over HTTP, one request after the other. */
final class ContentCaller {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String base;
    private final String token;

    ContentCaller(Product product) {
        this.base = product.url() + "/v1/projects";
        this.token = product.token();
    }

    /** What lies in the envelope that answers a GET below the projects. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return data(request(path).GET().build());
    }

    /** The same of a POST. */
    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return data(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** Makes a project; its id. */
    String project(String body) throws IOException, InterruptedException {
        return post("", body).path("project_id").asString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode data(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    request.uri() + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body()).path("data");
    }
}
