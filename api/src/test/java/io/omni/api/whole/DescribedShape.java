package io.omni.api.whole;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds JSON against a schema of the API's description, as far as the description uses JSON Schema. */
final class DescribedShape {
    private final JsonNode description;

    DescribedShape(JsonNode description) {
        this.description = description;
    }

    /** What is other than described, each with its place. */
    List<String> differences(String place, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asString().replaceAll(".*/", "");
            return differences(place, description.path("components").path("schemas").path(name), value);
        }
        if (schema.has("anyOf")) {
            boolean any = schema.path("anyOf").valueStream().anyMatch(one -> differences(place, one, value).isEmpty());
            return any ? List.of() : List.of(place + " is none of what it may be: " + value);
        }
        List<String> found = new ArrayList<>();
        if (schema.has("type") && !hasType(schema.path("type"), value)) {
            found.add(place + " should be " + schema.path("type") + " and is " + value);
        }
        if (schema.has("const") && !schema.path("const").equals(value)) {
            found.add(place + " should be " + schema.path("const") + " and is " + value);
        }
        if (value.isObject()) {
            schema.path("required")
                    .valueStream()
                    .filter(name -> !value.has(name.asString()))
                    .forEach(name -> found.add(place + "." + name.asString() + " is missing"));
            JsonNode properties = schema.path("properties");
            value.properties().forEach(member -> {
                String inner = place + "." + member.getKey();
                if (properties.has(member.getKey())) {
                    found.addAll(differences(inner, properties.path(member.getKey()), member.getValue()));
                } else if (schema.path("additionalProperties").isObject()) {
                    found.addAll(differences(inner, schema.path("additionalProperties"), member.getValue()));
                } else if (properties.isObject()) {
                    found.add(inner + " isn't described");
                }
            });
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                found.addAll(differences(place + "[" + i + "]", schema.path("items"), value.get(i)));
            }
        }
        return found;
    }

    private static boolean hasType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return type.valueStream().anyMatch(one -> hasType(one, value));
        }
        return switch (type.asString()) {
            case "null" -> value.isNull();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
    }
}
