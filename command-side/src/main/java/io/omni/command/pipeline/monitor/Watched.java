package io.omni.command.pipeline.monitor;

import io.omni.command.service.ServiceCatalog.ManagedService;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.command.service.ServiceProbe.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What was seen of one service. */
final class Watched {
    private final ManagedService service;
    private final List<Health> seen = new ArrayList<>();

    Watched(ManagedService service) {
        this.service = service;
    }

    ManagedService service() {
        return service;
    }

    void add(Health health) {
        seen.add(health);
    }

    /** Whether it failed most of the probes, or all of the last two: one failed probe alone is no verdict. */
    boolean isUnhealthy() {
        long failed = seen.stream().filter(Watched::failed).count();
        boolean lastTwo = seen.size() >= 2
                && seen.subList(seen.size() - 2, seen.size()).stream().allMatch(Watched::failed);
        return failed * 2 > seen.size() || lastTwo;
    }

    /** Why the last failed probe failed. */
    String reason() {
        return seen.reversed().stream()
                .filter(Watched::failed)
                .map(Health::reason)
                .findFirst()
                .orElse("");
    }

    Map<String, Object> summary() {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("checks", seen.size());
        summary.put(
                "availability",
                Math.round(1000.0 * seen.stream().filter(h -> !failed(h)).count() / seen.size()) / 1000.0);
        summary.put("status", seen.getLast().status().name().toLowerCase(Locale.ROOT));
        List<Long> latencies = seen.stream()
                .map(Health::latencyMs)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (!latencies.isEmpty()) {
            summary.put("latency_p50_ms", percentile(latencies, 50));
            summary.put("latency_p99_ms", percentile(latencies, 99));
        }
        return summary;
    }

    private static long percentile(List<Long> sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    private static boolean failed(Health health) {
        return health.status() == Status.UNHEALTHY;
    }
}
