package io.omni.api.whole;

import io.omni.api.whole.Described.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;

/**
 * A request that is wrong in one way or several, or by chance in none.
 *
 * @param headers names and values in turn
 */
record FuzzedRequest(String method, String path, byte[] body, List<String> headers) {
    private static final Arbitrary<String> TEXTS = Arbitraries.frequencyOf(
            Tuple.of(
                    5,
                    Arbitraries.of(
                            "",
                            " ",
                            "x",
                            "null",
                            "true",
                            "-1",
                            "0",
                            "201",
                            "99999999999999999999",
                            "1e400",
                            "NaN",
                            "../../etc/passwd",
                            "..%2f..%2f",
                            "' OR 1=1 --",
                            "${jndi:ldap://x}",
                            "<script>alert(1)</script>",
                            "\u0000",
                            "\u0007\u001b[31m",
                            "\ud83d\ude80",
                            "\ud800",
                            "2025-01-15T10:30:00Z",
                            "9999999-01-01T00:00:00Z",
                            "2025-13-45",
                            "pipe_0",
                            "key_0",
                            "pipe_" + "z".repeat(40),
                            "a".repeat(3_000),
                            "%00",
                            "%zz",
                            "\u202e",
                            "*",
                            "running",
                            "pipeline.*",
                            "c1-1")),
            Tuple.of(2, Arbitraries.strings().ofMaxLength(40)),
            Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(400)));
    private static final Arbitrary<String> NUMBERS = Arbitraries.frequencyOf(
            Tuple.of(
                    2,
                    Arbitraries.of(
                            "-1",
                            "0",
                            "1e308",
                            "1e999",
                            "-9223372036854775809",
                            "123456789012345678901234567890",
                            "0.1",
                            "-0",
                            "1" + "0".repeat(2_000))),
            Tuple.of(1, Arbitraries.longs().map(String::valueOf)),
            Tuple.of(1, Arbitraries.integers().between(-3, 300).map(String::valueOf)));
    private static final Arbitrary<String> TYPES = Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just("application/json")),
            Tuple.of(
                    1,
                    Arbitraries.of(
                            "application/json; charset=utf-16",
                            "application/json; charset=nonsense",
                            "text/plain",
                            "application/xml",
                            "multipart/form-data",
                            "application/x-www-form-urlencoded",
                            "nonsense",
                            "application/merge-patch+json")));
    private static final Arbitrary<String> METHODS =
            Arbitraries.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final Arbitrary<String> HEADERS = Arbitraries.of(
            "Accept",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "X-Consistency-Token",
            "X-Request-Id",
            "X-Omni-Client",
            "traceparent",
            "Range",
            "X-Forwarded-For",
            "Accept-Encoding",
            "Last-Event-ID",
            "Origin",
            "Content-Encoding");
    private static final int DEEPEST = 4;

    /** Requests to these operations, made from what their description says about parameters and bodies. */
    static Arbitrary<FuzzedRequest> to(List<Operation> operations, JsonNode description) {
        return Arbitraries.of(operations)
                .flatMap(operation -> Combinators.combine(
                                often(11, Arbitraries.just(operation.method()), METHODS),
                                path(operation),
                                body(operation, description),
                                someHeaders())
                        .as(FuzzedRequest::of));
    }

    private static FuzzedRequest of(String method, String path, byte[] body, List<String> headers) {
        boolean bodied = !List.of("GET", "HEAD", "OPTIONS").contains(method);
        return new FuzzedRequest(method, path, bodied ? body : new byte[0], headers);
    }

    private static Arbitrary<String> path(Operation operation) {
        List<Arbitrary<String>> parts = new ArrayList<>();
        for (String part : operation.path().split("(?=\\{)|(?<=})")) {
            parts.add(
                    part.startsWith("{") ? TEXTS.map(text -> encoded(text.replace("%", ""))) : Arbitraries.just(part));
        }
        List<String> names = StreamSupport.stream(
                        operation.node().path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString())
                .toList();
        List<Arbitrary<String>> parameters = names.stream()
                .map(name -> often(1, Arbitraries.just(""), TEXTS.map(text -> "&" + name + "=" + encoded(text))))
                .toList();
        return Combinators.combine(joined(parts), joined(parameters))
                .as((path, query) -> query.isEmpty() ? path : path + "?" + query.substring(1));
    }

    private static Arbitrary<String> joined(List<Arbitrary<String>> parts) {
        return parts.isEmpty()
                ? Arbitraries.just("")
                : Combinators.combine(parts).as(texts -> String.join("", texts));
    }

    private static Arbitrary<List<String>> someHeaders() {
        Arbitrary<List<String>> type = TYPES.map(text -> List.of("Content-Type", text));
        Arbitrary<List<String>> more = Combinators.combine(TYPES, HEADERS, TEXTS, Arbitraries.of(true, false))
                .as((content, name, text, quoted) -> List.of("Content-Type", content, name, headerText(text, quoted)));
        return often(3, type, more);
    }

    /** Only what the client lets through in a header. */
    private static String headerText(String text, boolean quoted) {
        String printable = text.replaceAll("[^ -~]", "?");
        return quoted ? "\"" + printable + "\"" : printable;
    }

    private static Arbitrary<byte[]> body(Operation operation, JsonNode description) {
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        Arbitrary<String> described = value(schema, description, 0);
        Arbitrary<String> texts = Arbitraries.frequencyOf(
                Tuple.of(6, described),
                Tuple.of(1, TEXTS),
                Tuple.of(1, NUMBERS.map(number -> "{\"x\":" + number + "}")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "",
                                "[".repeat(10),
                                "[".repeat(10_000),
                                "{\"a\":".repeat(10_000) + "1",
                                "{\"x\":1,\"x\":2}",
                                "{\"no_such_field\":1}")));
        Arbitrary<byte[]> bytes = texts.map(text -> text.getBytes(StandardCharsets.UTF_8));
        return often(19, bytes, Arbitraries.bytes().array(byte[].class).ofMaxSize(60));
    }

    /** JSON that mostly is as a schema wants it. */
    private static Arbitrary<String> value(JsonNode schema, JsonNode description, int depth) {
        JsonNode reference = schema.path("$ref");
        if (reference.isString()) {
            return value(description.at(reference.asString().substring(1)), description, depth);
        }
        return depth == DEEPEST ? anything(0) : often(5, fitting(schema, description, depth), anything(2));
    }

    private static Arbitrary<String> fitting(JsonNode schema, JsonNode description, int depth) {
        JsonNode type = schema.path("type");
        String name = type.isArray() ? type.path(0).asString() : type.asString("object");
        if (schema.has("anyOf")) {
            return value(schema.path("anyOf").path(0), description, depth);
        }
        if (schema.has("enum")) {
            List<String> choices = StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .map(JsonNode::toString)
                    .toList();
            return Arbitraries.of(choices);
        }
        return switch (name) {
            case "string" -> TEXTS.map(FuzzedRequest::quoted);
            case "integer", "number" -> NUMBERS;
            case "boolean" -> Arbitraries.of("true", "false");
            case "array" ->
                value(schema.path("items"), description, depth + 1)
                        .list()
                        .ofMaxSize(3)
                        .map(items -> "[" + String.join(",", items) + "]");
            default -> object(schema, description, depth);
        };
    }

    private static Arbitrary<String> object(JsonNode schema, JsonNode description, int depth) {
        List<Arbitrary<String>> members = new ArrayList<>();
        schema.path("properties")
                .properties()
                .forEach(property -> members.add(often(
                        3,
                        value(property.getValue(), description, depth + 1)
                                .map(value -> "," + quoted(property.getKey()) + ":" + value),
                        Arbitraries.just(""))));
        members.add(often(15, Arbitraries.just(""), Arbitraries.just(",\"no_such_field\":1")));
        return joined(members).map(text -> "{" + text.replaceFirst("^,", "") + "}");
    }

    private static Arbitrary<String> anything(int depth) {
        Arbitrary<String> plain =
                Arbitraries.oneOf(Arbitraries.of("null", "true", "false"), NUMBERS, TEXTS.map(FuzzedRequest::quoted));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<String> list =
                anything(depth - 1).list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]");
        Arbitrary<String> object = Combinators.combine(TEXTS, anything(depth - 1))
                .as((name, value) -> "{" + quoted(name) + ":" + value + "}");
        return Arbitraries.oneOf(plain, list, object);
    }

    private static <T> Arbitrary<T> often(int times, Arbitrary<T> usual, Arbitrary<T> rare) {
        return Arbitraries.frequencyOf(Tuple.of(times, usual), Tuple.of(1, rare));
    }

    private static String quoted(String text) {
        return Api.JSON.writeValueAsString(text.replaceAll("[\ud800-\udfff]", "?"));
    }

    private static String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.isEmpty() || encoded.equals(".") || encoded.equals("..") ? "%20" : encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FuzzedRequest that
                && toString().equals(that.toString())
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return method + " " + path + " " + headers + " " + text.substring(0, Math.min(300, text.length()));
    }
}
