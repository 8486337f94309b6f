package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description of the API holds for the API. */
@Timeout(120)
@ExtendWith(SharedOmni.class)
class DescriptionIT {
    private final RunningOmni omni;
    private final JsonNode description;

    DescriptionIT(RunningOmni omni) {
        this.omni = omni;
        this.description = omni.api().as(null).read("/openapi.json");
    }

    @Test
    void every_operation_there_is_is_described() throws IOException {
        List<String> missing = new ArrayList<>();
        omni.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues()
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> {
                                    if (method.getBeanType().getName().startsWith("io.omni.")
                                            && operation(verb.name(), path).isMissingNode()) {
                                        missing.add(verb + " " + path);
                                    }
                                })));

        assertThat(missing).isEmpty();
        // For the linter, which CI runs on it.
        Files.writeString(Path.of("target", "openapi.json"), description.toPrettyString());
        assertThat(description.path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void every_operation_says_scope_category_summary_and_errors() {
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode operation = method.getValue();
                    assertThat(operation.path("x-required-scope").asString(""))
                            .as(path.getKey())
                            .isNotEmpty();
                    assertThat(operation.path("x-rate-category").asString(""))
                            .as(path.getKey())
                            .isNotEmpty();
                    assertThat(operation.path("summary").asString(""))
                            .as(path.getKey())
                            .isNotEmpty();
                    assertThat(operation.path("responses").has("400")).isTrue();
                }));
    }

    @Test
    void what_reads_answer_is_as_described() {
        omni.api().newKey("read");
        String pipeline = omni.api().startSample(omni.sample().toUri().toString(), "main");
        Map<String, String> known =
                Map.of("/api/v1/pipeline/{id}", pipeline, "/api/v1/services/{name}", "neo4j-graphrag-api");
        List<String> wrong = new ArrayList<>();
        description.path("paths").properties().forEach(path -> {
            JsonNode operation = path.getValue().path("get");
            if (!operation.isMissingNode() && !path.getKey().contains("stream")) {
                String prefix = known.keySet().stream()
                        .filter(path.getKey()::startsWith)
                        .findFirst()
                        .orElse("");
                String id = known.getOrDefault(prefix, "unknown");
                wrong.addAll(differences(path.getKey(), operation, path.getKey().replaceAll("\\{[^}]*}", id)));
            }
        });
        omni.api().post(Api.PIPELINES + "/" + pipeline + "/cancel?force=true");

        assertThat(wrong).isEmpty();
    }

    @Test
    void what_changes_answer_is_as_described() {
        Answer key = omni.api().post("/api/v1/keys", "{\"name\":\"described\",\"scopes\":[\"read\"]}");
        List<String> wrong = new ArrayList<>(check("/api/v1/keys", operation("POST", "/api/v1/keys"), key));
        Answer gone = omni.api().send("DELETE", key.header("Location"), null);
        wrong.addAll(check("DELETE", operation("DELETE", "/api/v1/keys/{key_id}"), gone));
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (!method.getKey().equals("get") && !path.getKey().equals("/sandbox/reset")) {
                        Answer answer = omni.api()
                                .send(
                                        method.getKey().toUpperCase(Locale.ROOT),
                                        path.getKey().replaceAll("\\{[^}]*}", "unknown"),
                                        "{\"no_such_field\":1}");
                        assertThat(answer.status())
                                .as("%s: %s", path.getKey(), answer)
                                .isLessThan(500);
                        wrong.addAll(check(method.getKey() + " " + path.getKey(), method.getValue(), answer));
                    }
                }));

        assertThat(wrong).isEmpty();
    }

    private List<String> differences(String name, JsonNode operation, String path) {
        return check(name, operation, omni.api().get(path));
    }

    private List<String> check(String name, JsonNode operation, Answer answer) {
        JsonNode described = operation.path("responses").path(Integer.toString(answer.status()));
        if (described.isMissingNode()) {
            return List.of(name + " answers " + answer + ", which isn't described");
        }
        JsonNode schema = described.path("content").path("application/json").path("schema");
        if (schema.isMissingNode() || !answer.header("Content-Type").startsWith("application/json")) {
            return List.of();
        }
        return new DescribedShape(description).differences(name, schema, answer.json());
    }

    private JsonNode operation(String method, String path) {
        return description.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }
}
