package io.omni.api.whole;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes requests that are wrong in one way or several, from the description's own examples. The same seed makes the same ones. */
final class FuzzedRequest {
    private static final List<String> TEXTS = List.of(
            "", " ", "x", "null", "true", "-1", "0", "201", "99999999999999999999", "1e400", "NaN", "../../etc/passwd", "..%2f..%2f",
            "' OR 1=1 --", "${jndi:ldap://x}", "<script>alert(1)</script>", "\u0000", "\u0007\u001b[31m", "\ud83d\ude80", "\ud800",
            "2025-01-15T10:30:00Z", "9999999-01-01T00:00:00Z", "2025-13-45", "pipe_0", "key_0", "pipe_" + "z".repeat(40),
            "a".repeat(3_000), "%00", "%zz", "\u202e", "*", "running", "pipeline.*", "c1-zzzzzzzzzzzz");
    private static final List<String> NUMBERS = List.of(
            "-1", "0", "1e308", "1e999", "-9223372036854775809", "123456789012345678901234567890", "0.1", "-0", "1" + "0".repeat(2_000));
    private static final List<String> TYPES = List.of(
            "application/json", "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain", "application/xml",
            "multipart/form-data", "application/x-www-form-urlencoded", "nonsense", "application/merge-patch+json");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final List<String> HEADERS = List.of(
            "Accept", "Idempotency-Key", "If-Match", "If-None-Match", "X-Consistency-Token", "X-Request-Id", "traceparent", "Range",
            "X-Forwarded-For", "Accept-Encoding", "Last-Event-ID", "Origin", "Content-Encoding");

    private final Random random;

    FuzzedRequest(long seed) {
        this.random = new Random(seed);
    }

    /** An operation as it is described; the example is a missing node when there is none. */
    record Operation(String method, String path, List<String> parameters, JsonNode example) {}

    /** A request. */
    record Sent(String method, String path, byte[] body, String... headers) {
        @Override
        public String toString() {
            String text = new String(body, StandardCharsets.ISO_8859_1);
            return method + " " + path + " " + List.of(headers) + " " + text.substring(0, Math.min(300, text.length()));
        }
    }

    Sent next(List<Operation> operations) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        String method = oneIn(12) ? pick(METHODS) : operation.method;
        String path = path(operation);
        boolean bodied = !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
        byte[] body = bodied ? body(operation) : new byte[0];
        String type = oneIn(8) ? pick(TYPES) : "application/json";
        if (oneIn(4)) {
            return new Sent(method, path, body, "Content-Type", type, pick(HEADERS), headerText());
        }
        return new Sent(method, path, body, "Content-Type", type);
    }

    private String path(Operation operation) {
        StringBuilder path = new StringBuilder();
        for (String part : operation.path.split("(?=\\{)|(?<=})")) {
            path.append(part.startsWith("{") ? encoded(pick(TEXTS).replace("%", "")) : part);
        }
        char separator = '?';
        for (String parameter : operation.parameters) {
            if (oneIn(2)) {
                path.append(separator).append(parameter).append('=').append(encoded(pick(TEXTS)));
                separator = '&';
            }
        }
        return path.toString();
    }

    private byte[] body(Operation operation) {
        return switch (random.nextInt(9)) {
            case 0 -> new byte[0];
            case 1 -> bytes("[".repeat(oneIn(2) ? 10 : 10_000));
            case 2 -> bytes("{\"a\":".repeat(oneIn(2) ? 10 : 10_000) + "1");
            case 3 -> new byte[] {'{', '"', (byte) 0xff, (byte) 0xc0, '"', ':', '1', '}'};
            case 4 -> bytes(pick(TEXTS));
            case 5 -> bytes("{\"x\":" + pick(NUMBERS) + "}");
            default -> bytes(mutated(operation.example).toString());
        };
    }

    private JsonNode mutated(JsonNode example) {
        JsonNode copy = example.isMissingNode() ? Api.JSON.createObjectNode() : example.deepCopy();
        if (copy instanceof ObjectNode object) {
            List<String> names = List.copyOf(object.propertyNames());
            if (names.isEmpty() || oneIn(5)) {
                object.put("no_such_field", 1);
                return object;
            }
            String name = names.get(random.nextInt(names.size()));
            JsonNode member = object.get(name);
            if (member.isObject() && oneIn(2)) {
                object.set(name, mutated(member));
            } else if (oneIn(6)) {
                object.remove(name);
            } else {
                object.set(name, anything(3));
            }
        }
        return copy;
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> Api.JSON.getNodeFactory().nullNode();
            case 1 -> Api.JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 2 -> Api.JSON.getNodeFactory().numberNode(random.nextLong());
            case 3 -> Api.JSON.getNodeFactory().numberNode(random.nextGaussian() * 1e300);
            case 4 -> Api.JSON.getNodeFactory().stringNode(pick(TEXTS));
            case 5 -> {
                ArrayNode array = Api.JSON.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(anything(depth - 1));
                }
                yield array;
            }
            default -> Api.JSON.createObjectNode().set(oneIn(3) ? "" : pick(TEXTS), anything(depth - 1));
        };
    }

    /** What the client lets through in a header. */
    private String headerText() {
        String text = pick(TEXTS).replaceAll("[^ -~]", "?");
        return oneIn(3) ? "\"" + text + "\"" : text;
    }

    private String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.isEmpty() || encoded.equals("..") ? "%20" : encoded;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
