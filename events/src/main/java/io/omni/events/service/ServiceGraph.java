package io.omni.events.service;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What depends on what. Dependencies on services that aren't there are left out; the catalogue refuses circles. */
public final class ServiceGraph {
    private final Map<ServiceName, Set<ServiceName>> dependencies = new LinkedHashMap<>();
    private final Map<ServiceName, Set<ServiceName>> dependents = new LinkedHashMap<>();
    private final Map<ServiceName, Integer> depths = new HashMap<>();

    private ServiceGraph(Map<ServiceName, ? extends Collection<ServiceName>> dependsOn) {
        dependsOn.keySet().forEach(name -> {
            dependencies.put(name, new LinkedHashSet<>());
            dependents.put(name, new LinkedHashSet<>());
        });
        dependsOn.forEach((name, needed) -> needed.stream()
                .filter(dependencies::containsKey)
                .forEach(one -> {
                    dependencies.get(name).add(one);
                    dependents.get(one).add(name);
                }));
        dependencies.keySet().forEach(name -> measure(name, new LinkedHashSet<>()));
    }

    /** The graph of these services, each with what it needs directly. */
    public static ServiceGraph of(Map<ServiceName, ? extends Collection<ServiceName>> dependsOn) {
        return new ServiceGraph(dependsOn);
    }

    /** What a service needs directly. */
    public Set<ServiceName> dependencies(ServiceName name) {
        return Set.copyOf(dependencies.getOrDefault(name, Set.of()));
    }

    /** What needs a service directly. */
    public Set<ServiceName> dependents(ServiceName name) {
        return Set.copyOf(dependents.getOrDefault(name, Set.of()));
    }

    /** Everything a service needs, directly or not, the nearest first. */
    public List<ServiceName> below(ServiceName name) {
        return reach(name, dependencies);
    }

    /** Everything that needs a service, directly or not, the nearest first. */
    public List<ServiceName> above(ServiceName name) {
        return reach(name, dependents);
    }

    /** How many services stand below this one in its longest chain of dependencies; 0 when it needs none. */
    public int depth(ServiceName name) {
        return depths.getOrDefault(name, 0);
    }

    /** The edges that begin and end among these services, each from the dependent to what it needs. */
    public List<Edge> edgesAmong(Set<ServiceName> names) {
        Function<ServiceName, List<Edge>> from = name -> dependencies.getOrDefault(name, Set.of()).stream()
                .filter(names::contains)
                .map(needed -> new Edge(name, needed))
                .toList();
        return names.stream().map(from).flatMap(List::stream).toList();
    }

    /**
     * One service needs another.
     *
     * @param from the dependent
     * @param to what it needs
     */
    public record Edge(ServiceName from, ServiceName to) {}

    private static List<ServiceName> reach(ServiceName start, Map<ServiceName, Set<ServiceName>> steps) {
        Set<ServiceName> reached = new LinkedHashSet<>();
        Deque<ServiceName> open = new ArrayDeque<>(steps.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            ServiceName next = open.removeFirst();
            if (!next.equals(start) && reached.add(next)) {
                open.addAll(steps.get(next));
            }
        }
        return List.copyOf(reached);
    }

    private int measure(ServiceName name, Set<ServiceName> path) {
        Integer known = depths.get(name);
        if (known != null) {
            return known;
        }
        if (!path.add(name)) {
            return 0;
        }
        int depth = 0;
        for (ServiceName needed : dependencies.get(name)) {
            depth = Math.max(depth, 1 + measure(needed, path));
        }
        path.remove(name);
        depths.put(name, depth);
        return depth;
    }
}
