package io.omni.api.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One collection of points, compared by the cosine of their vectors. */
final class VectorCollection {
    private static final int MAX_POINTS = 20_000;

    private final JsonMapper json;
    private final int size;
    private final Map<String, Point> points = new LinkedHashMap<>();
    private long operations;

    VectorCollection(JsonMapper json, int size) {
        this.json = json;
        this.size = size;
    }

    private record Point(JsonNode id, float[] vector, JsonNode payload) {
        boolean matches(JsonNode filter) {
            for (JsonNode condition : filter.path("must")) {
                JsonNode value = payload.path(condition.path("key").stringValue(""));
                JsonNode wanted = condition.path("match").path("value");
                if (!value.equals(wanted)) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Scored(Point point, double score) {}

    Map<String, Object> describe() {
        return Map.of(
                "status",
                "green",
                "optimizer_status",
                "ok",
                "points_count",
                points.size(),
                "indexed_vectors_count",
                points.size(),
                "segments_count",
                1,
                "config",
                Map.of("params", Map.of("vectors", Map.of("size", size, "distance", "Cosine"))));
    }

    Map<String, Object> upsert(JsonNode request) {
        List<Point> read = new ArrayList<>();
        for (JsonNode point : request.path("points")) {
            read.add(point(point));
        }
        if (read.isEmpty()) {
            throw new IllegalArgumentException("Give points with id and vector.");
        }
        if (points.size() + read.size() > MAX_POINTS) {
            throw new IllegalArgumentException("The sandbox keeps at most " + MAX_POINTS + " points in a collection.");
        }
        read.forEach(point -> points.put(point.id().toString(), point));
        return done();
    }

    void put(JsonNode point) {
        Point read = point(point);
        points.put(read.id().toString(), read);
    }

    /** The points nearest to the vector under {@code member}, best first. */
    List<Map<String, Object>> nearest(JsonNode request, String member) {
        float[] wanted = vector(request.path(member));
        double threshold = request.path("score_threshold").doubleValue(-1);
        return matching(request)
                .map(point -> new Scored(point, cosine(wanted, point.vector())))
                .filter(scored -> scored.score() >= threshold)
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(limit(request))
                .map(scored -> shown(scored.point(), scored.score(), request))
                .toList();
    }

    Map<String, Object> scroll(JsonNode request) {
        int limit = limit(request);
        String offset =
                request.path("offset").isMissingNode() || request.path("offset").isNull()
                        ? ""
                        : request.path("offset").toString();
        List<Point> rest = matching(request)
                .dropWhile(point -> !offset.isEmpty() && !point.id().toString().equals(offset))
                .limit(limit + 1L)
                .toList();
        var page = new LinkedHashMap<String, Object>();
        page.put(
                "points",
                rest.stream().limit(limit).map(p -> shown(p, null, request)).toList());
        page.put("next_page_offset", rest.size() > limit ? rest.get(limit).id() : null);
        return page;
    }

    Map<String, Object> delete(JsonNode request) {
        for (JsonNode id : request.path("points")) {
            points.remove(id.toString());
        }
        if (request.path("filter").isObject()) {
            points.values().removeIf(point -> point.matches(request.path("filter")));
        }
        return done();
    }

    long count(JsonNode request) {
        return matching(request).count();
    }

    private Stream<Point> matching(JsonNode request) {
        return points.values().stream().filter(point -> point.matches(request.path("filter")));
    }

    private Map<String, Object> done() {
        return Map.of("operation_id", operations++, "status", "completed");
    }

    private Point point(JsonNode point) {
        JsonNode id = point.path("id");
        if (!id.isString() && !id.isIntegralNumber()) {
            throw new IllegalArgumentException("A point's id is an unsigned integer or a UUID.");
        }
        JsonNode payload = point.path("payload");
        return new Point(id, vector(point.path("vector")), payload.isObject() ? payload : json.createObjectNode());
    }

    private float[] vector(JsonNode numbers) {
        if (numbers.size() != size) {
            throw new IllegalArgumentException(
                    "Wrong input: Vector dimension error: expected dim: " + size + ", got " + numbers.size());
        }
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = numbers.get(i).floatValue(0);
        }
        return vector;
    }

    private static int limit(JsonNode request) {
        return Math.clamp(request.path("limit").intValue(10), 1, 1000);
    }

    private static Map<String, Object> shown(Point point, @Nullable Double score, JsonNode request) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", point.id());
        if (score != null) {
            shown.put("version", 0);
            shown.put("score", score);
        }
        // Qdrant leaves the payload out of a search unless it is asked for,
        // and gives it when scrolling unless told not to.
        if (request.path("with_payload").isObject()
                || request.path("with_payload").isArray()
                || request.path("with_payload").booleanValue(score == null)) {
            shown.put("payload", point.payload());
        }
        if (request.path("with_vector").booleanValue(false)) {
            shown.put("vector", point.vector());
        }
        return shown;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }
        return lengthA == 0 || lengthB == 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
    }
}
