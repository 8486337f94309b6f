package io.omni.command.knowledge.refresh;

import io.omni.command.knowledge.IndexNumbers;
import io.omni.command.knowledge.source.LayerClient;
import io.omni.command.service.ServiceUnavailable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How the components of the knowledge layer are, from what they really answer, asked side by side. */
@Component
public class KnowledgeStatus {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeStatus.class);

    private final LayerClient layer;
    private final IndexNumbers index;

    KnowledgeStatus(LayerClient layer, IndexNumbers index) {
        this.layer = layer;
        this.index = index;
    }

    /**
     * Asks all of them.
     *
     * @return each component with its {@code status} and its numbers, which are null where it doesn't answer
     */
    public Map<String, Map<String, @Nullable Object>> ask() throws InterruptedException {
        Map<String, Map<String, @Nullable Object>> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Map<String, @Nullable Object>>> asked = new LinkedHashMap<>();
            asked.put("qdrant", threads.submit(asking(layer::vectors, "collections", "total_points")));
            asked.put("neo4j", threads.submit(asking(layer::graph, "patterns", "relationships")));
            asked.put("wiki", threads.submit(asking(layer::wiki, "pages", "last_sync")));
            asked.put("semantic_cache", threads.submit(asking(layer::cache, "entries", "hit_rate")));
            asked.put(
                    "freshness",
                    threads.submit(asking(this::freshness, "sources_monitored", "stale_sources", "last_check")));
            for (Map.Entry<String, Future<Map<String, @Nullable Object>>> one : asked.entrySet()) {
                answers.put(one.getKey(), one.getValue().get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a component of the knowledge layer could not be asked", e.getCause());
        }
        answers.put("embedded_index", embedded());
        return answers;
    }

    private Map<String, @Nullable Object> embedded() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        try {
            IndexNumbers.Numbers numbers = index.count();
            shown.put("status", "healthy");
            shown.put("indexes", numbers.indexes());
            shown.put("documents", numbers.documents());
        } catch (IOException e) {
            LOG.warn("The embedded index can't be read", e);
            shown.put("status", "unhealthy");
            shown.put("indexes", null);
            shown.put("documents", null);
        }
        return shown;
    }

    private Map<String, @Nullable Object> freshness() throws ServiceUnavailable, InterruptedException {
        LayerClient.Freshness found = layer.freshness(false);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("sources_monitored", found.monitored());
        shown.put("stale_sources", found.stale());
        shown.put("last_check", found.lastCheck());
        return shown;
    }

    /** A component's answer. */
    private interface Question {
        Map<String, @Nullable Object> ask() throws ServiceUnavailable, InterruptedException;
    }

    private static Callable<Map<String, @Nullable Object>> asking(Question question, String... numbers) {
        return () -> {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            try {
                Map<String, @Nullable Object> found = question.ask();
                boolean whole = List.of(numbers).stream().allMatch(name -> found.get(name) != null);
                shown.put("status", whole ? "healthy" : "degraded");
                shown.putAll(found);
            } catch (ServiceUnavailable e) {
                shown.put("status", "unhealthy");
                for (String number : numbers) {
                    shown.put(number, null);
                }
            }
            return shown;
        };
    }
}
