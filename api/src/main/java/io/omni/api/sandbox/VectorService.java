package io.omni.api.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Qdrant's REST interface (<a href="https://api.qdrant.tech/api-reference">API reference</a>), as much of it as storing and finding
 * vectors needs, in memory. It starts with a few passages.
 */
final class VectorService implements PlayedService {
    private static final int MAX_COLLECTIONS = 50;

    private final JsonMapper json;
    private final Map<String, VectorCollection> collections = new TreeMap<>();

    VectorService(JsonMapper json) {
        this.json = json;
        seed();
    }

    @Override
    public String name() {
        return "vector-memory";
    }

    @Override
    public synchronized void reset() {
        collections.clear();
        seed();
    }

    @Override
    public synchronized Reply answer(Asked asked) {
        List<String> path = asked.segments();
        if (!path.getFirst().equals("collections")) {
            return Reply.notFound();
        }
        if (path.size() == 1) {
            return asked.method().equals("GET") ? list() : Reply.notFound();
        }
        String name = path.get(1);
        if (path.size() == 2 && asked.method().equals("PUT")) {
            return create(name, asked.json());
        }
        VectorCollection collection = collections.get(name);
        if (collection == null) {
            return problem(404, "Not found: Collection `" + name + "` doesn't exist!");
        }
        try {
            return answer(asked, name, collection, String.join("/", path.subList(2, path.size())));
        } catch (IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply answer(Asked asked, String name, VectorCollection collection, String rest) {
        return switch (asked.method() + " " + rest) {
            case "GET " -> ok(collection.describe());
            case "DELETE " -> ok(collections.remove(name) != null);
            case "GET exists" -> ok(Map.of("exists", true));
            case "PUT points" -> ok(collection.upsert(asked.json()));
            case "POST points/query" -> ok(Map.of("points", collection.nearest(asked.json(), "query")));
            case "POST points/search" -> ok(collection.nearest(asked.json(), "vector"));
            case "POST points/scroll" -> ok(collection.scroll(asked.json()));
            case "POST points/delete" -> ok(collection.delete(asked.json()));
            case "POST points/count" -> ok(Map.of("count", collection.count(asked.json())));
            default -> Reply.notFound();
        };
    }

    private Reply list() {
        List<Map<String, Object>> names = new ArrayList<>();
        collections.keySet().forEach(name -> names.add(Map.of("name", name)));
        return ok(Map.of("collections", names));
    }

    private Reply create(String name, JsonNode request) {
        if (collections.containsKey(name)) {
            return problem(409, "Wrong input: Collection `" + name + "` already exists!");
        }
        if (collections.size() >= MAX_COLLECTIONS) {
            return problem(400, "The sandbox keeps at most " + MAX_COLLECTIONS + " collections.");
        }
        int size = request.path("vectors").path("size").intValue(0);
        if (size < 1 || size > 4096) {
            return problem(400, "Give vectors.size from 1 to 4096; the sandbox keeps one unnamed vector per point.");
        }
        collections.put(name, new VectorCollection(json, size));
        return ok(true);
    }

    private void seed() {
        for (JsonNode point : json.readTree(Resources.bytes("vectors.json"))) {
            collections
                    .computeIfAbsent(
                            point.path("collection").stringValue(""),
                            _ -> new VectorCollection(json, point.path("vector").size()))
                    .put(point);
        }
    }

    private static Reply ok(Object result) {
        return new Reply(200, envelope(result, "ok"));
    }

    private static Reply problem(int status, String message) {
        return new Reply(status, envelope(null, Map.of("error", message)));
    }

    private static Map<String, Object> envelope(@Nullable Object result, Object status) {
        var envelope = new LinkedHashMap<String, Object>();
        if (result != null) {
            envelope.put("result", result);
        }
        envelope.put("status", status);
        envelope.put("time", 0.001);
        return envelope;
    }
}
