package io.omni.api.edge.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Examples by method and path: the reference's own, and some more. */
final class Examples {
    private final Map<String, Map<String, Object>> examples;

    private Examples(Map<String, Map<String, Object>> examples) {
        this.examples = examples;
    }

    static Examples read() {
        try (InputStream file = Examples.class.getResourceAsStream("examples.json")) {
            return new Examples(JsonMapper.shared().readValue(file, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body of a request; null when the reference shows none. */
    @Nullable
    Object request(String operation) {
        return examples.getOrDefault(operation, Map.of()).get("request");
    }

    /** The body of an answer; null when the reference shows none. */
    @Nullable
    Object response(String operation) {
        return examples.getOrDefault(operation, Map.of()).get("response");
    }
}
