package io.omni.command.knowledge.source;

import io.omni.command.knowledge.Embedder;
import io.omni.command.knowledge.KnowledgeSettings;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.KnowledgeSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The vector store, {@code vector-memory}: Qdrant's REST API (<a href="https://api.qdrant.tech">reference</a>).
 *
 * <pre>
 * GET  /collections
 *   -> {"result":{"collections":[{"name":"code_embeddings"}]},"status":"ok","time":0.001}
 * POST /collections/{c}/points/query  {"query":[0.1,…],"limit":10,"with_payload":true,"filter":{…}?}
 *   -> {"result":{"points":[{"id":1,"version":0,"score":0.83,"payload":{…}}]},"status":"ok","time":0.001}
 * POST /collections/{c}/points/search {"vector":[0.1,…],"limit":10,"with_payload":true,"filter":{…}?}   (when query is 404 or 405)
 *   -> {"result":[{"id":1,"version":0,"score":0.83,"payload":{…}}],"status":"ok","time":0.001}
 * PUT  /collections/{c}  {"vectors":{"size":384,"distance":"Cosine"}}
 *   -> {"result":true,"status":"ok","time":0.1}; 409 when it exists
 * PUT  /collections/{c}/points?wait=true  {"points":[{"id":"uuid","vector":[…],"payload":{…}}]}
 *   -> {"result":{"operation_id":0,"status":"completed"},"status":"ok","time":0.01}
 * </pre>
 *
 * The filter, used on the outcomes only, is {@code {"must":[{"key":"repository","match":{"value":"https://…"}}]}}. Of a payload the
 * text is {@code text}, {@code content} or {@code page_content}; the reference {@code path}, {@code source}, {@code title} or
 * {@code url}; the language {@code language}. The score is the cosine, below 0 counting as 0.
 */
@Component
public final class QdrantClient implements KnowledgeClient {
    private static final String SERVICE = "vector-memory";

    private final ServiceJson services;
    private final KnowledgeSettings settings;

    QdrantClient(ServiceJson services, KnowledgeSettings settings) {
        this.services = services;
        this.settings = settings;
    }

    @Override
    public KnowledgeSource source() {
        return KnowledgeSource.QDRANT;
    }

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public List<Passage> search(Question question) throws ServiceUnavailable, InterruptedException {
        float[] vector = question.vector();
        if (vector == null) {
            throw new ServiceUnavailable(SERVICE, "can't be asked: there is no embedding of the task", null);
        }
        Set<String> existing = collections();
        List<Passage> passages = new ArrayList<>();
        ServiceUnavailable lastTrouble = null;
        int asked = 0;
        for (String collection : wanted()) {
            if (!existing.contains(collection)) {
                continue;
            }
            try {
                passages.addAll(search(collection, vector, question));
                asked++;
            } catch (ServiceUnavailable e) {
                lastTrouble = e;
            }
        }
        if (asked == 0 && lastTrouble != null) {
            throw lastTrouble;
        }
        passages.sort(Comparator.comparingDouble(Passage::score).reversed());
        return List.copyOf(passages.subList(0, Math.min(question.limit(), passages.size())));
    }

    /**
     * Stores a point, replacing the one with its id; makes the collection first when it is missing.
     *
     * @param id a UUID
     */
    public void upsert(String collection, String id, float[] vector, Map<String, Object> payload)
            throws ServiceUnavailable, InterruptedException {
        if (!collections().contains(collection)) {
            create(collection);
        }
        Map<String, Object> point = Map.of("id", id, "vector", vector, "payload", payload);
        JsonNode answer =
                services.ask(SERVICE, "PUT", path(collection) + "/points?wait=true", Map.of("points", List.of(point)));
        if (!answer.path("status").asString("").equals("ok")) {
            throw new ServiceUnavailable(SERVICE, "did not store the point", null);
        }
    }

    private void create(String collection) throws ServiceUnavailable, InterruptedException {
        var body = Map.of("vectors", Map.of("size", Embedder.DIMENSIONS, "distance", "Cosine"));
        ServiceJson.Reply reply = services.call(SERVICE, "PUT", path(collection), body);
        // 409: another node was faster, which is as good.
        if (!reply.isSuccess() && reply.status() != 409) {
            throw new ServiceUnavailable(SERVICE, "would not make the collection: " + reply.status(), null);
        }
    }

    private List<String> wanted() {
        List<String> wanted = new ArrayList<>(settings.vectorCollections());
        wanted.add(settings.outcomesCollection());
        return wanted;
    }

    private Set<String> collections() throws ServiceUnavailable, InterruptedException {
        Set<String> names = new HashSet<>();
        JsonNode answer = services.ask(SERVICE, "GET", "/collections", null);
        for (JsonNode collection : answer.path("result").path("collections")) {
            names.add(collection.path("name").asString(""));
        }
        return names;
    }

    private List<Passage> search(String collection, float[] vector, Question question)
            throws ServiceUnavailable, InterruptedException {
        // Outcomes quote patches: those of other repositories are nobody's business here.
        String repository = collection.equals(settings.outcomesCollection()) ? question.repository() : null;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", vector);
        body.put("limit", question.limit());
        body.put("with_payload", true);
        if (repository != null) {
            body.put("filter", filter(repository));
        }
        ServiceJson.Reply reply = services.call(SERVICE, "POST", path(collection) + "/points/query", body);
        JsonNode points = reply.body().path("result").path("points");
        if (reply.status() == 404 || reply.status() == 405) {
            // Before Qdrant 1.10 there was only this.
            body.put("vector", body.remove("query"));
            points = services.ask(SERVICE, "POST", path(collection) + "/points/search", body)
                    .path("result");
        } else if (!reply.isSuccess()) {
            throw new ServiceUnavailable(
                    SERVICE, "answered a search of " + collection + " with " + reply.status(), null);
        }
        return passages(collection, points, repository);
    }

    private static Map<String, Object> filter(String repository) {
        return Map.of("must", List.of(Map.of("key", "repository", "match", Map.of("value", repository))));
    }

    private static List<Passage> passages(String collection, JsonNode points, @Nullable String repository) {
        List<Passage> passages = new ArrayList<>();
        for (JsonNode point : points) {
            JsonNode payload = point.path("payload");
            String text = ServiceJson.text(payload, "text", "content", "page_content");
            boolean foreign = repository != null
                    && !repository.equals(payload.path("repository").asString(""));
            if (text.isEmpty() || foreign) {
                continue;
            }
            String named = ServiceJson.text(payload, "path", "source", "title", "url");
            String reference =
                    collection + "/" + (named.isEmpty() ? point.path("id").asString("?") : named);
            String language = ServiceJson.text(payload, "language");
            passages.add(new Passage(
                    KnowledgeSource.QDRANT.wireName(),
                    reference,
                    language,
                    text,
                    point.path("score").asDouble(0),
                    "near in meaning in " + collection));
        }
        return passages;
    }

    private static String path(String collection) {
        return "/collections/" + URLEncoder.encode(collection, StandardCharsets.UTF_8);
    }
}
