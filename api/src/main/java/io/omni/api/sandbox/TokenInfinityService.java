package io.omni.api.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Token Infinity: chooses the passages that fit a task best within a number of tokens. */
final class TokenInfinityService implements PlayedService {
    private static final double WEIGHT_OF_GIVEN_SCORE = 0.5;

    @Override
    public String name() {
        return "token-infinity";
    }

    @Override
    public Reply answer(Asked asked) {
        return asked.is("POST", "/api/v1/context/optimize") ? optimize(asked.json()) : Reply.notFound();
    }

    private record Item(String id, int tokens, double score) {}

    private static Reply optimize(JsonNode request) {
        String task = request.path("task").stringValue("");
        int left = request.path("max_tokens").intValue(0);
        if (left < 1 || !request.path("items").isArray()) {
            return Reply.error(422, "Give task, items and max_tokens.");
        }
        List<Item> items = new ArrayList<>();
        for (JsonNode item : request.path("items")) {
            String text = item.path("text").stringValue("");
            double given = Math.clamp(item.path("score").doubleValue(0), 0, 1);
            double score = WEIGHT_OF_GIVEN_SCORE * given + (1 - WEIGHT_OF_GIVEN_SCORE) * Words.overlap(task, text);
            items.add(new Item(item.path("id").stringValue(""), Tokens.count(text), score));
        }
        items.sort(Comparator.comparingDouble(Item::score).reversed());
        List<Map<String, Object>> chosen = new ArrayList<>();
        int used = 0;
        for (Item item : items) {
            if (item.tokens() <= left) {
                left -= item.tokens();
                used += item.tokens();
                chosen.add(Map.of("id", item.id(), "score", Math.round(item.score() * 1000) / 1000.0));
            }
        }
        return Reply.ok(Map.of("items", chosen, "total_tokens", used));
    }
}
