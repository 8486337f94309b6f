package io.omni.command.service.health;

import io.omni.events.service.ServiceGraph;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which failure explains another. A dependency that fails at least as badly explains its dependent's failure, and is explained by its
 * own dependencies in turn; the root cause is where that ends. Of several, it is the one that has failed longest.
 */
final class RootCausePolicy {
    private RootCausePolicy() {}

    /**
     * The root cause of a failure.
     *
     * @param service what fails
     * @param status how badly
     * @param watches what is known of everything below it
     * @return empty when it fails by itself
     */
    static Optional<ServiceName> find(
            ServiceName service, ServiceStatus status, ServiceGraph graph, Map<ServiceName, Watch> watches) {
        return roots(service, status, graph, watches, new HashSet<>())
                .min(Comparator.comparing((Watch watch) -> watch.statusSince()).thenComparing(Watch::service))
                .map(Watch::service);
    }

    private static Stream<Watch> roots(
            ServiceName service,
            ServiceStatus status,
            ServiceGraph graph,
            Map<ServiceName, Watch> watches,
            Set<ServiceName> seen) {
        return graph.dependencies(service).stream()
                .filter(watches::containsKey)
                .map(watches::get)
                .filter(below -> explains(below.status(), status) && seen.add(below.service()))
                .flatMap(below -> {
                    var deeper = roots(below.service(), below.status(), graph, watches, seen)
                            .toList();
                    return deeper.isEmpty() ? Stream.of(below) : deeper.stream();
                });
    }

    private static boolean explains(ServiceStatus below, ServiceStatus above) {
        return below == ServiceStatus.UNHEALTHY || (below == ServiceStatus.DEGRADED && above == ServiceStatus.DEGRADED);
    }
}
