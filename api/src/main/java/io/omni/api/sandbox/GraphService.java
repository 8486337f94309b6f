package io.omni.api.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The GraphRAG API: recommends design patterns by the words they share with the task. */
final class GraphService implements PlayedService {
    private static final int DEFAULT_LIMIT = 5;

    private final List<Pattern> patterns = new ArrayList<>();

    GraphService(JsonMapper json) {
        for (JsonNode pattern : json.readTree(Resources.bytes("patterns.json"))) {
            patterns.add(new Pattern(
                    pattern.path("name").stringValue(""),
                    pattern.path("description").stringValue(""),
                    1));
        }
    }

    private record Pattern(String name, String description, double score) {
        Pattern scoredFor(String task) {
            double overlap = Words.overlap(task, name + " " + description);
            return new Pattern(name, description, Math.round(overlap * 1000) / 1000.0);
        }
    }

    @Override
    public String name() {
        return "neo4j-graphrag-api";
    }

    @Override
    public Reply answer(Asked asked) {
        if (asked.is("GET", "/patterns")) {
            return Reply.ok(
                    Map.of("patterns", patterns.stream().map(Pattern::name).toList(), "total", patterns.size()));
        }
        if (asked.is("GET", "/stats")) {
            return Reply.ok(Map.of("patterns", patterns.size(), "relationships", relationships()));
        }
        return asked.is("POST", "/patterns/recommend") ? recommend(asked.json()) : Reply.notFound();
    }

    private Reply recommend(JsonNode request) {
        String task = request.path("task").stringValue("");
        if (task.isBlank()) {
            return Reply.error(422, "Give a task.");
        }
        int limit = Math.clamp(request.path("limit").intValue(DEFAULT_LIMIT), 1, 50);
        return Reply.ok(Map.of(
                "patterns",
                patterns.stream()
                        .map(pattern -> pattern.scoredFor(task))
                        .filter(pattern -> pattern.score() > 0)
                        .sorted(Comparator.comparingDouble(Pattern::score).reversed())
                        .limit(limit)
                        .toList()));
    }

    /** Two patterns are related when their descriptions share two words or more. */
    private long relationships() {
        long related = 0;
        for (int i = 0; i < patterns.size(); i++) {
            var words = Words.of(patterns.get(i).description());
            for (Pattern other : patterns.subList(i + 1, patterns.size())) {
                if (Words.of(other.description()).stream()
                                .filter(words::contains)
                                .count()
                        >= 2) {
                    related++;
                }
            }
        }
        return related;
    }
}
