package io.omni.api.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The small services of the knowledge layer: ingestor, semantic cache and freshness monitor, over one list of sources. */
final class KnowledgeServices {
    private static final int MAX_SOURCES = 1000;
    private static final int MAX_ENTRIES = 5000;

    private static final Duration FRESH_FOR = Duration.ofDays(7);

    private final Clock clock;
    private final Map<String, Instant> sources = new LinkedHashMap<>();

    KnowledgeServices(Clock clock) {
        this.clock = clock;
        seed();
    }

    /** The services, for the platform to play. */
    List<PlayedService> services() {
        return List.of(new Ingestor(), new Cache(), new Freshness());
    }

    private synchronized void seed() {
        sources.clear();
        // One of them is out of date, so that a refresh has something to do.
        sources.put("handbook", clock.instant().minus(FRESH_FOR.plusDays(1)));
        sources.put("code", clock.instant());
    }

    private synchronized void ingested(String source) {
        if (sources.size() < MAX_SOURCES || sources.containsKey(source)) {
            sources.put(source, clock.instant());
        }
    }

    private synchronized List<Map<String, Object>> sources() {
        return sources.entrySet().stream()
                .map(e -> Map.<String, Object>of(
                        "id", e.getKey(), "last_ingested", e.getValue(), "stale", isStale(e.getValue())))
                .toList();
    }

    private boolean isStale(Instant ingested) {
        return ingested.isBefore(clock.instant().minus(FRESH_FOR));
    }

    private final class Ingestor implements PlayedService {
        private long jobs;

        @Override
        public String name() {
            return "knowledge-ingestor";
        }

        @Override
        public synchronized Reply answer(Asked asked) {
            if (asked.is("GET", "/api/v1/sources")) {
                return Reply.ok(Map.of("sources", sources()));
            }
            if (!asked.is("POST", "/api/v1/ingest")) {
                return Reply.notFound();
            }
            JsonNode request = asked.json();
            int documents = Math.max(request.path("documents").size(), 1);
            ingested(request.path("source").stringValue(request.path("repo_url").stringValue("unnamed")));
            return new Reply(202, Map.of("job_id", "ingest-" + ++jobs, "status", "completed", "documents", documents));
        }

        @Override
        public void reset() {
            seed();
        }
    }

    private static final class Cache implements PlayedService {
        private final Map<String, JsonNode> entries = new LinkedHashMap<>();
        private long hits;
        private long misses;

        @Override
        public String name() {
            return "semantic-cache";
        }

        @Override
        public synchronized Reply answer(Asked asked) {
            if (asked.is("GET", "/api/v1/stats")) {
                long asks = hits + misses;
                return Reply.ok(Map.of(
                        "entries",
                        entries.size(),
                        "hits",
                        hits,
                        "misses",
                        misses,
                        "hit_rate",
                        asks == 0 ? 0.0 : Math.round(100.0 * hits / asks) / 100.0));
            }
            if (asked.is("POST", "/api/v1/lookup")) {
                JsonNode found = entries.get(asked.json().path("query").stringValue(""));
                if (found == null) {
                    misses++;
                    return Reply.ok(Map.of("hit", false));
                }
                hits++;
                return Reply.ok(Map.of("hit", true, "response", found));
            }
            if (asked.is("POST", "/api/v1/store")) {
                if (entries.size() >= MAX_ENTRIES) {
                    entries.remove(entries.keySet().iterator().next());
                }
                entries.put(
                        asked.json().path("query").stringValue(""), asked.json().path("response"));
                return new Reply(201, Map.of("stored", true));
            }
            if (asked.is("POST", "/api/v1/clear") || asked.is("POST", "/api/v1/rebuild")) {
                int cleared = entries.size();
                entries.clear();
                return Reply.ok(Map.of("cleared", cleared));
            }
            return Reply.notFound();
        }

        @Override
        public synchronized void reset() {
            entries.clear();
            hits = 0;
            misses = 0;
        }
    }

    private final class Freshness implements PlayedService {
        @Override
        public String name() {
            return "freshness-monitor";
        }

        @Override
        public Reply answer(Asked asked) {
            if (asked.is("GET", "/api/v1/status") || asked.is("POST", "/api/v1/check")) {
                List<Map<String, Object>> all = sources();
                return Reply.ok(Map.of(
                        "sources_monitored",
                        all.size(),
                        "stale_sources",
                        all.stream()
                                .filter(source -> Boolean.TRUE.equals(source.get("stale")))
                                .count(),
                        "last_check",
                        clock.instant(),
                        "sources",
                        all));
            }
            return Reply.notFound();
        }
    }
}
