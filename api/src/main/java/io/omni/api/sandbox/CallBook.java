package io.omni.api.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the services were asked, counted by method and path. */
final class CallBook {
    private static final int MAX_PATHS = 200;
    private static final String OTHER = "(other paths)";

    private final Map<String, Map<String, Calls>> byService = new ConcurrentHashMap<>();
    private final Clock clock;

    CallBook(Clock clock) {
        this.clock = clock;
    }

    /** Calls of one method and path. */
    record Calls(
            String call,
            long count,
            @JsonProperty("last_at") Instant lastAt,
            @JsonProperty("last_outcome") String lastOutcome) {}

    void add(String service, String method, String path, String outcome) {
        var calls = byService.computeIfAbsent(service, _ -> new ConcurrentHashMap<>());
        String wanted = method + " " + path;
        // Paths with ids in them must not fill the memory.
        String call = calls.containsKey(wanted) || calls.size() < MAX_PATHS ? wanted : OTHER;
        calls.merge(
                call,
                new Calls(call, 1, clock.instant(), outcome),
                (before, now) -> new Calls(call, before.count() + 1, now.lastAt(), outcome));
    }

    List<Calls> of(String service) {
        return byService.getOrDefault(service, Map.of()).values().stream()
                .sorted(Comparator.comparing(Calls::call))
                .toList();
    }

    long total(String service) {
        return of(service).stream().mapToLong(Calls::count).sum();
    }

    void clear() {
        byService.clear();
    }
}
