package io.omni.api.service;

import io.omni.events.service.ServiceGraph;
import io.omni.events.service.ServiceName;
import io.omni.query.service.ServiceBoard;
import io.omni.query.service.ServiceReading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a service stands on and what stands on it. The graph is transitive both ways; an edge runs from the dependent. */
record DependenciesResponse(
        String name,
        List<ServiceBrief> dependsOn,
        List<ServiceBrief> dependents,
        Graph graph,
        BlastRadius blastRadius) {

    record Graph(List<ServiceBrief> nodes, List<Edge> edges) {}

    record Edge(String from, String to) {}

    /** Who is affected when the service is down: everything that stands on it, what of that is critical, and which stages use it. */
    record BlastRadius(int count, List<ServiceBrief> services, List<String> critical, List<String> stages) {}

    static DependenciesResponse of(ServiceReading reading, ServiceBoard.Snapshot board) {
        ServiceName name = reading.name();
        ServiceGraph graph = board.graph();
        List<ServiceName> above = graph.above(name);
        Set<ServiceName> nodes = new LinkedHashSet<>();
        nodes.add(name);
        nodes.addAll(graph.below(name));
        nodes.addAll(above);
        return new DependenciesResponse(
                name.value(),
                ServiceBrief.of(graph.dependencies(name), board),
                ServiceBrief.of(graph.dependents(name), board),
                new Graph(
                        ServiceBrief.inOrder(List.copyOf(nodes), board),
                        graph.edgesAmong(nodes).stream()
                                .map(edge ->
                                        new Edge(edge.from().value(), edge.to().value()))
                                .toList()),
                blastRadius(reading, above, board));
    }

    private static BlastRadius blastRadius(
            ServiceReading reading, List<ServiceName> above, ServiceBoard.Snapshot board) {
        List<ServiceReading> affected = above.stream().map(board.byName()::get).toList();
        Set<String> stages = new LinkedHashSet<>(reading.state().definition().stages());
        List<String> critical = new ArrayList<>();
        affected.forEach(service -> {
            stages.addAll(service.state().definition().stages());
            if (service.state().definition().critical()) {
                critical.add(service.name().value());
            }
        });
        return new BlastRadius(
                affected.size(), affected.stream().map(ServiceBrief::of).toList(), critical, List.copyOf(stages));
    }
}
