package io.omni.command.knowledge.source;

import io.omni.command.service.ServiceUnavailable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The knowledge layer's components, asked how they are and told what to do. What a component doesn't say is null, never made up.
 *
 * <pre>
 * vector-memory       GET  /collections, GET /collections/{c} -> result.points_count
 * neo4j-graphrag-api  GET  /stats -> patterns, relationships
 * knowledge-base      POST /graphql pages { list { id updatedAt } }
 * semantic-cache      GET  /api/v1/stats -> entries, hit_rate;  POST /api/v1/rebuild
 * freshness-monitor   GET  /api/v1/status, POST /api/v1/check -> sources_monitored, stale_sources, last_check,
 *                          sources [{id, last_ingested, stale}]
 * knowledge-ingestor  POST /api/v1/ingest {"source":"…","force":true,"collections":[…]}
 * </pre>
 */
@Component
public final class LayerClient {
    private static final String PAGES = "query { pages { list { id updatedAt } } }";

    private final ServiceJson services;

    LayerClient(ServiceJson services) {
        this.services = services;
    }

    /**
     * A source as the freshness monitor sees it.
     *
     * @param id the source
     * @param lastIngested when it was last ingested; null when the monitor doesn't say
     * @param stale whether it is out of date
     */
    public record Source(String id, @Nullable Instant lastIngested, boolean stale) {}

    /**
     * What the freshness monitor says.
     *
     * @param monitored how many sources it watches; null when it doesn't say
     * @param stale how many are out of date; null when it doesn't say
     * @param lastCheck when it last looked; null when it doesn't say
     * @param sources the sources
     */
    public record Freshness(
            @Nullable Long monitored,
            @Nullable Long stale,
            @Nullable Instant lastCheck,
            List<Source> sources) {}

    /** The vector store: {@code collections} and {@code total_points}. */
    public Map<String, @Nullable Object> vectors() throws ServiceUnavailable, InterruptedException {
        JsonNode names = services.ask("vector-memory", "GET", "/collections", null)
                .path("result")
                .path("collections");
        long points = 0;
        boolean known = names.isArray();
        for (JsonNode name : names) {
            String path = "/collections/" + URLEncoder.encode(name.path("name").asString(""), StandardCharsets.UTF_8);
            JsonNode count = services.ask("vector-memory", "GET", path, null)
                    .path("result")
                    .path("points_count");
            known &= count.isNumber();
            points += count.asLong(0);
        }
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        found.put("collections", names.isArray() ? names.size() : null);
        found.put("total_points", known ? points : null);
        return found;
    }

    /** The pattern graph: {@code patterns} and {@code relationships}. */
    public Map<String, @Nullable Object> graph() throws ServiceUnavailable, InterruptedException {
        JsonNode stats = services.ask("neo4j-graphrag-api", "GET", "/stats", null);
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        found.put("patterns", whole(stats.path("patterns")));
        found.put("relationships", whole(stats.path("relationships")));
        return found;
    }

    /** The wiki: {@code pages}, and {@code last_sync}, when the newest of them changed. */
    public Map<String, @Nullable Object> wiki() throws ServiceUnavailable, InterruptedException {
        JsonNode list = services.ask("knowledge-base", "POST", "/graphql", Map.of("query", PAGES))
                .path("data")
                .path("pages")
                .path("list");
        Instant newest = null;
        for (JsonNode page : list) {
            Instant changed = instant(page.path("updatedAt"));
            if (changed != null && (newest == null || changed.isAfter(newest))) {
                newest = changed;
            }
        }
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        found.put("pages", list.isArray() ? list.size() : null);
        found.put("last_sync", newest);
        return found;
    }

    /** The semantic cache: {@code entries} and {@code hit_rate}. */
    public Map<String, @Nullable Object> cache() throws ServiceUnavailable, InterruptedException {
        JsonNode stats = services.ask("semantic-cache", "GET", "/api/v1/stats", null);
        JsonNode rate = stats.path("hit_rate");
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        found.put("entries", whole(stats.path("entries")));
        found.put("hit_rate", rate.isNumber() ? rate.doubleValue() : null);
        return found;
    }

    /**
     * What the freshness monitor knows.
     *
     * @param now whether it looks anew before it answers
     */
    public Freshness freshness(boolean now) throws ServiceUnavailable, InterruptedException {
        JsonNode answer = now
                ? services.ask("freshness-monitor", "POST", "/api/v1/check", Map.of())
                : services.ask("freshness-monitor", "GET", "/api/v1/status", null);
        List<Source> sources = new ArrayList<>();
        for (JsonNode source : answer.path("sources")) {
            String id = source.path("id").asString("");
            if (!id.isBlank() && id.length() <= 200) {
                sources.add(new Source(
                        id,
                        instant(source.path("last_ingested")),
                        source.path("stale").asBoolean(false)));
            }
        }
        return new Freshness(
                whole(answer.path("sources_monitored")),
                whole(answer.path("stale_sources")),
                instant(answer.path("last_check")),
                List.copyOf(sources));
    }

    /** Has a source ingested again. */
    public void ingest(String source, boolean force, List<String> collections)
            throws ServiceUnavailable, InterruptedException {
        services.ask(
                "knowledge-ingestor",
                "POST",
                "/api/v1/ingest",
                Map.of("source", source, "force", force, "collections", collections));
    }

    /** Has the semantic cache built anew. */
    public void rebuildCache() throws ServiceUnavailable, InterruptedException {
        services.ask("semantic-cache", "POST", "/api/v1/rebuild", Map.of());
    }

    private static @Nullable Long whole(JsonNode number) {
        return number.isIntegralNumber() ? Long.valueOf(number.longValue()) : null;
    }

    private static @Nullable Instant instant(JsonNode text) {
        try {
            return text.isString() ? Instant.parse(text.stringValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
