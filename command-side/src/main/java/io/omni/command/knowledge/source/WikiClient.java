package io.omni.command.knowledge.source;

import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.KnowledgeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The wiki, {@code knowledge-base}: the GraphQL API of Wiki.js 2 (<a href="https://docs.requarks.io/dev/api">reference</a>).
 *
 * <pre>
 * POST /graphql {"query":"query ($query: String!) { pages { search(query: $query) { results { id title description path } } } }",
 *                "variables":{"query":"…"}}
 *   -> {"data":{"pages":{"search":{"results":[{"id":"7","title":"…","description":"…","path":"…"}]}}}}
 * POST /graphql {"query":"query ($id: Int!) { pages { single(id: $id) { id title path content } } }","variables":{"id":7}}
 *   -> {"data":{"pages":{"single":{"id":7,"title":"…","path":"…","content":"…"}}}}
 * </pre>
 *
 * Trouble is a member {@code errors}. The wiki's search takes a few words, not a page of prose: the task's first line is tried, and
 * when that finds nothing, its longest words. A page's score is the share of the task's words that it has.
 */
@Component
final class WikiClient implements KnowledgeClient {
    private static final String SERVICE = "knowledge-base";
    private static final String SEARCH = "query ($query: String!) { pages { search(query: $query) { results { id title"
            + " description path } } } }";
    private static final String SINGLE = "query ($id: Int!) { pages { single(id: $id) { id title path content } } }";
    private static final int MAX_QUERY_CHARS = 200;
    private static final int MAX_SINGLE_WORDS = 4;
    private static final int MAX_PAGES = 5;

    private final ServiceJson services;

    WikiClient(ServiceJson services) {
        this.services = services;
    }

    @Override
    public KnowledgeSource source() {
        return KnowledgeSource.WIKI;
    }

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public List<Passage> search(Question question) throws ServiceUnavailable, InterruptedException {
        Map<Integer, JsonNode> found = new LinkedHashMap<>();
        int wanted = Math.min(MAX_PAGES, question.limit());
        for (String query : queries(question.task())) {
            for (JsonNode result :
                    graphql(SEARCH, Map.of("query", query)).path("search").path("results")) {
                int id = result.path("id").asInt(0);
                if (id > 0) {
                    found.putIfAbsent(id, result);
                }
            }
            if (found.size() >= wanted) {
                break;
            }
        }
        List<Passage> passages = new ArrayList<>();
        for (int id : found.keySet().stream().limit(wanted).toList()) {
            Passage passage = page(id, question.task());
            if (passage != null) {
                passages.add(passage);
            }
        }
        passages.sort(Comparator.comparingDouble(Passage::score).reversed());
        return List.copyOf(passages);
    }

    private static List<String> queries(String task) {
        String firstLine = Texts.head(task.strip().lines().findFirst().orElse(""), MAX_QUERY_CHARS);
        List<String> queries = new ArrayList<>();
        if (!firstLine.isBlank()) {
            queries.add(firstLine);
        }
        Arrays.stream(task.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 3 && word.length() <= 40)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MAX_SINGLE_WORDS)
                .forEach(queries::add);
        return queries;
    }

    private @Nullable Passage page(int id, String task) throws ServiceUnavailable, InterruptedException {
        JsonNode page = graphql(SINGLE, Map.of("id", id)).path("single");
        String content = ServiceJson.text(page, "content");
        if (content.isEmpty()) {
            return null;
        }
        String title = page.path("title").asString("");
        String path = page.path("path").asString(Integer.toString(id));
        double score = Texts.coverage(task, title + "\n" + content);
        String source = KnowledgeSource.WIKI.wireName();
        return new Passage(source, path + " (" + title + ")", "markdown", content, score, "found by the wiki's search");
    }

    private JsonNode graphql(String query, Map<String, Object> variables)
            throws ServiceUnavailable, InterruptedException {
        JsonNode answer = services.ask(SERVICE, "POST", "/graphql", Map.of("query", query, "variables", variables));
        JsonNode errors = answer.path("errors");
        if (errors.isArray() && !errors.isEmpty()) {
            String why = Texts.head(errors.path(0).path("message").asString("no reason given"), MAX_QUERY_CHARS);
            throw new ServiceUnavailable(SERVICE, "refused the query: " + why, null);
        }
        return answer.path("data").path("pages");
    }
}
