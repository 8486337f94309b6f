package io.omni.api.edge.description;

import io.omni.api.edge.ErrorCode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Adds to the description what belongs to no single operation: the error shapes, the tags, and the reference's examples. */
final class WholeDescription implements GlobalOpenApiCustomizer {
    private static final List<String> NOT_OURS = List.of("/error");

    private final Examples examples;

    WholeDescription(Examples examples) {
        this.examples = examples;
    }

    @Override
    public void customise(OpenAPI description) {
        NOT_OURS.forEach(description.getPaths()::remove);
        addErrorShapes(description);
        TreeSet<String> tags = new TreeSet<>();
        new TreeMap<>(description.getPaths())
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    tags.addAll(operation.getTags());
                    complete(method, path, operation);
                }));
        description.setTags(tags.stream()
                .map(tag -> new Tag().name(tag).description("Operations on: " + tag + "."))
                .toList());
    }

    private void complete(PathItem.HttpMethod method, String path, Operation operation) {
        String name = method + " " + path;
        if (operation.getSummary() == null) {
            String description = operation.getDescription() == null ? name : operation.getDescription();
            operation.setSummary(description.lines().findFirst().orElse(name));
        }
        Object request = examples.request(name);
        if (request != null && operation.getRequestBody() != null) {
            show(operation.getRequestBody().getContent(), request);
        }
        Object response = examples.response(name);
        if (response != null) {
            operation.getResponses().entrySet().stream()
                    .filter(answer -> answer.getKey().startsWith("2"))
                    .map(Map.Entry::getValue)
                    .map(ApiResponse::getContent)
                    .forEach(content -> show(content, response));
        }
    }

    private static void show(@Nullable Content content, Object example) {
        if (content != null) {
            content.values().forEach(type -> show(type, example));
        }
    }

    private static void show(MediaType type, Object example) {
        type.setExample(example);
    }

    private static void addErrorShapes(OpenAPI description) {
        Schema<?> detail = object(
                "One thing that an error is about.", of("field", string(), "message", string()), "field", "message");
        Schema<?> code = string();
        code.setDescription("Stable; one of " + Arrays.toString(ErrorCode.values()) + ", or the name of another rule.");
        Schema<?> error = object(
                "What is wrong.", of("code", code, "message", string(), "details", list(detail)), "code", "message");
        Schema<?> meta = object(
                "About this answer.", of("request_id", string(), "generated_at", time()), "request_id", "generated_at");
        Schema<?> nothing = new Schema<>();
        nothing.addType("null");
        Schema<?> status = string();
        status.setConst("error");
        description
                .getComponents()
                .addSchemas(
                        "Error",
                        object(
                                "The one shape of every error.",
                                of("status", status, "data", nothing, "error", error, "meta", meta),
                                "status",
                                "data",
                                "error",
                                "meta"))
                .addSchemas(
                        "ProblemDetails",
                        object(
                                "The same as a problem (RFC 9457).",
                                of(
                                        "type", string(),
                                        "title", string(),
                                        "status", integer(),
                                        "detail", string(),
                                        "code", string(),
                                        "details", list(detail),
                                        "request_id", string(),
                                        "generated_at", time()),
                                "type",
                                "title",
                                "status",
                                "detail",
                                "code"));
    }

    private static Schema<?> object(String description, Map<String, Schema<?>> properties, String... required) {
        Schema<?> schema = typed("object");
        schema.setDescription(description);
        properties.forEach(schema::addProperty);
        schema.setRequired(List.of(required));
        return schema;
    }

    private static Schema<?> list(Schema<?> item) {
        Schema<?> schema = typed("array");
        schema.setItems(item);
        return schema;
    }

    private static Schema<?> string() {
        return typed("string");
    }

    private static Schema<?> integer() {
        return typed("integer");
    }

    private static Schema<?> time() {
        Schema<?> schema = typed("string");
        schema.setFormat("date-time");
        return schema;
    }

    private static Schema<?> typed(String type) {
        Schema<?> schema = new Schema<>();
        schema.addType(type);
        return schema;
    }

    private static Map<String, Schema<?>> of(Object... namesAndSchemas) {
        Map<String, Schema<?>> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            properties.put((String) namesAndSchemas[i], (Schema<?>) namesAndSchemas[i + 1]);
        }
        return properties;
    }
}
