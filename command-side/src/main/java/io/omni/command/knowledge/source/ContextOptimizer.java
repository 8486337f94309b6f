package io.omni.command.knowledge.source;

import io.omni.command.service.ServiceUnavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Token Infinity, {@code token-infinity}: a second opinion on how well passages fit a task. Nothing depends on it.
 *
 * <pre>
 * POST /api/v1/context/optimize {"task":"…","items":[{"id":"0","text":"…","score":0.7}],"max_tokens":16000}
 *   -> {"items":[{"id":"0","score":0.9}]}
 * </pre>
 */
@Component
public final class ContextOptimizer {
    private static final String SERVICE = "token-infinity";
    private static final int MAX_ITEMS = 50;
    private static final int MAX_ITEM_CHARS = 2_000;
    private static final int MAX_TASK_CHARS = 4_000;

    private final ServiceJson services;

    ContextOptimizer(ServiceJson services) {
        this.services = services;
    }

    /**
     * Asks it to score the best passages.
     *
     * @param ranked best first; the first 50 are sent, the first 2,000 characters of each
     * @return scores from 0 to 1 by the passage's place in the list; a passage that it leaves out is missing
     */
    public Map<Integer, Double> scores(String task, List<Passage> ranked, int maxTokens)
            throws ServiceUnavailable, InterruptedException {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < Math.min(MAX_ITEMS, ranked.size()); i++) {
            Passage passage = ranked.get(i);
            items.add(Map.of(
                    "id", Integer.toString(i),
                    "text", Texts.head(passage.text(), MAX_ITEM_CHARS),
                    "score", passage.score()));
        }
        JsonNode answer = services.ask(
                SERVICE,
                "POST",
                "/api/v1/context/optimize",
                Map.of("task", Texts.head(task, MAX_TASK_CHARS), "items", items, "max_tokens", maxTokens));
        if (!answer.path("items").isArray()) {
            throw new ServiceUnavailable(SERVICE, "answered without a list of items", null);
        }
        Map<Integer, Double> scores = new HashMap<>();
        for (JsonNode item : answer.path("items")) {
            int place = item.path("id").asInt(-1);
            double score = item.path("score").asDouble(Double.NaN);
            if (place >= 0 && place < items.size() && Double.isFinite(score)) {
                scores.put(place, Math.clamp(score, 0, 1));
            }
        }
        return scores;
    }
}
