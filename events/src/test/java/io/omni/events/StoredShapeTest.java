package io.omni.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events that have landed are a contract: each type's JSON is approved in {@code approved/<wire name>.r<revision>.json}. When this
 * fails because a record has changed, raise its revision, write an upcaster and approve a new file beside the old one.
 */
class StoredShapeTest {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    static Stream<EventType> types() {
        return EventTypes.all().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_event_is_stored_in_its_approved_shape(EventType type) throws IOException {
        Object sample = EventSamples.of(type).orElseThrow(() -> new AssertionError("no sample of " + type.wireName()));

        JsonNode actual = MAPPER.valueToTree(sample);

        JsonNode approved = approved(type, actual);
        assertThat(differences("", approved, actual)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_event_that_was_stored_in_its_approved_shape_can_be_read(EventType type) throws IOException {
        Object sample = EventSamples.of(type).orElseThrow();

        Object read = MAPPER.treeToValue(approved(type, MAPPER.valueToTree(sample)), type.payloadType());

        assertThat(read).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_event_comes_back_from_its_bytes_as_it_went(EventType type) {
        Object sample = EventSamples.of(type).orElseThrow();

        Object read = MAPPER.readValue(MAPPER.writeValueAsBytes(sample), type.payloadType());

        assertThat(read).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_member_that_a_newer_node_added_is_ignored(EventType type) {
        Object sample = EventSamples.of(type).orElseThrow();
        ObjectNode newer = MAPPER.valueToTree(sample);
        newer.put("from_the_future", 1);

        assertThat(MAPPER.readValue(MAPPER.writeValueAsBytes(newer), type.payloadType()))
                .isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_changed_shape_is_noticed(EventType type) throws IOException {
        JsonNode actual = MAPPER.valueToTree(EventSamples.of(type).orElseThrow());
        String member = actual.propertyNames().stream()
                .filter(name -> actual.get(name).isString())
                .findFirst()
                .orElseThrow();
        ObjectNode renamed = actual.deepCopy().asObject();
        renamed.set("renamed_" + member, renamed.remove(member));
        ObjectNode retyped = actual.deepCopy().asObject();
        retyped.put(member, 5);

        assertThat(differences("", approved(type, actual), renamed)).hasSize(2);
        assertThat(differences("", approved(type, actual), retyped)).hasSize(1);
    }

    @Test
    void every_wire_name_is_lower_case_and_used_once() {
        assertThat(EventTypes.all())
                .extracting(EventType::wireName)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("[a-z]+(\\.[a-z_]+)+"));
        assertThat(EventTypes.all()).extracting(EventType::payloadType).doesNotHaveDuplicates();
    }

    private static JsonNode approved(EventType type, JsonNode actual) throws IOException {
        String file = type.wireName() + ".r" + type.revision() + ".json";
        try (InputStream in = StoredShapeTest.class.getResourceAsStream("/approved/" + file)) {
            if (in == null) {
                Path received = Path.of("target", "received", file);
                Files.createDirectories(received.getParent());
                String json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(actual) + "\n";
                Files.writeString(received, json, StandardCharsets.UTF_8);
                return fail("approve %s by moving it to src/test/resources/approved", received);
            }
            return MAPPER.readTree(in);
        }
    }

    private static List<String> differences(String path, JsonNode approved, JsonNode actual) {
        List<String> found = new ArrayList<>();
        if (approved.isObject() && actual.isObject()) {
            approved.propertyNames().stream()
                    .filter(name -> !actual.has(name))
                    .forEach(name -> found.add(path + "." + name + " is gone"));
            actual.propertyNames().stream()
                    .filter(name -> !approved.has(name))
                    .forEach(name -> found.add(path + "." + name + " is new"));
            approved.propertyNames().stream()
                    .filter(actual::has)
                    .forEach(
                            name -> found.addAll(differences(path + "." + name, approved.get(name), actual.get(name))));
        } else if (approved.isArray() && actual.isArray() && approved.size() == actual.size()) {
            for (int i = 0; i < approved.size(); i++) {
                found.addAll(differences(path + "[" + i + "]", approved.get(i), actual.get(i)));
            }
        } else if (!approved.equals(actual)
                && !(approved.isNumber() && actual.isNumber() && approved.asDouble() == actual.asDouble())) {
            found.add(path + " was " + approved + " and is " + actual);
        }
        return found;
    }
}
