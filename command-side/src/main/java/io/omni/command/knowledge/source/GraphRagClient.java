package io.omni.command.knowledge.source;

import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.KnowledgeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The pattern graph, {@code neo4j-graphrag-api}.
 *
 * <pre>
 * POST /patterns/recommend {"task":"…","limit":10}
 *   -> {"patterns":[{"name":"…","description":"…","score":0.9,"category":"…"?,"example":"…"?}]}
 * </pre>
 *
 * A pattern without a numeric score gets the share of the task's words that it mentions.
 */
@Component
final class GraphRagClient implements KnowledgeClient {
    private static final String SERVICE = "neo4j-graphrag-api";
    private static final int MAX_TASK_CHARS = 4_000;

    private final ServiceJson services;

    GraphRagClient(ServiceJson services) {
        this.services = services;
    }

    @Override
    public KnowledgeSource source() {
        return KnowledgeSource.NEO4J;
    }

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public List<Passage> search(Question question) throws ServiceUnavailable, InterruptedException {
        String task = Texts.head(question.task(), MAX_TASK_CHARS);
        JsonNode answer =
                services.ask(SERVICE, "POST", "/patterns/recommend", Map.of("task", task, "limit", question.limit()));
        if (!answer.path("patterns").isArray()) {
            throw new ServiceUnavailable(SERVICE, "answered without a list of patterns", null);
        }
        List<Passage> passages = new ArrayList<>();
        for (JsonNode pattern : answer.path("patterns")) {
            String text = text(pattern);
            if (!text.isEmpty()) {
                JsonNode score = pattern.path("score");
                double fit = score.isNumber() ? score.asDouble() : Texts.coverage(task, text);
                String name = pattern.path("name").asString("pattern");
                passages.add(new Passage(
                        KnowledgeSource.NEO4J.wireName(), name, "markdown", text, fit, "recommended for the task"));
            }
        }
        passages.sort(Comparator.comparingDouble(Passage::score).reversed());
        return List.copyOf(passages.subList(0, Math.min(question.limit(), passages.size())));
    }

    private static String text(JsonNode pattern) {
        List<String> parts = new ArrayList<>();
        for (String member : List.of("name", "category", "description", "example", "code")) {
            String part = ServiceJson.text(pattern, member);
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return String.join("\n\n", parts);
    }
}
