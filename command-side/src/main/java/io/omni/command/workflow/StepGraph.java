package io.omni.command.workflow;

import io.omni.events.workflow.StepDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which step waits for which. Dependencies on steps that there are not count as none. */
final class StepGraph {
    private final Map<String, List<String>> needs = new LinkedHashMap<>();
    private final Map<String, Set<String>> upstream = new HashMap<>();

    StepGraph(Collection<StepDefinition> steps) {
        Set<String> names = new HashSet<>();
        steps.forEach(step -> names.add(step.name()));
        steps.forEach(step -> needs.put(
                step.name(), step.dependsOn().stream().filter(names::contains).toList()));
    }

    /** Steps that wait for each other, the first again at the end; null when there are none. */
    @Nullable
    List<String> cycle() {
        Set<String> done = new HashSet<>();
        for (String start : needs.keySet()) {
            List<String> cycle = cycleFrom(start, done);
            if (cycle != null) {
                return cycle;
            }
        }
        return null;
    }

    /** The steps by levels; only where there is no cycle. */
    List<List<String>> levels() {
        Map<String, Integer> levelOf = new HashMap<>();
        List<List<String>> levels = new ArrayList<>();
        for (String step : needs.keySet()) {
            int level = level(step, levelOf);
            while (levels.size() <= level) {
                levels.add(new ArrayList<>());
            }
            levels.get(level).add(step);
        }
        return levels.stream().map(List::copyOf).toList();
    }

    /** Whether a step depends on another, directly or not; only where there is no cycle. */
    boolean isUpstream(String earlier, String step) {
        return allUpstream(step).contains(earlier);
    }

    private Set<String> allUpstream(String step) {
        Set<String> known = upstream.get(step);
        if (known != null) {
            return known;
        }
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(needs.getOrDefault(step, List.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                open.addAll(needs.getOrDefault(next, List.of()));
            }
        }
        upstream.put(step, found);
        return found;
    }

    private int level(String step, Map<String, Integer> levelOf) {
        Integer known = levelOf.get(step);
        if (known != null) {
            return known;
        }
        int level = 0;
        for (String needed : needs.getOrDefault(step, List.of())) {
            level = Math.max(level, level(needed, levelOf) + 1);
        }
        levelOf.put(step, level);
        return level;
    }

    private @Nullable List<String> cycleFrom(String start, Set<String> done) {
        Deque<Walk> path = new ArrayDeque<>();
        path.push(new Walk(start, 0));
        List<String> names = new ArrayList<>(List.of(start));
        while (!path.isEmpty()) {
            Walk at = path.pop();
            List<String> next = needs.getOrDefault(at.step, List.of());
            if (at.taken == next.size() || done.contains(at.step)) {
                done.add(at.step);
                names.removeLast();
                continue;
            }
            path.push(new Walk(at.step, at.taken + 1));
            String needed = next.get(at.taken);
            int seen = names.indexOf(needed);
            if (seen >= 0) {
                List<String> cycle = new ArrayList<>(names.subList(seen, names.size()));
                cycle.add(needed);
                return cycle;
            }
            if (!done.contains(needed)) {
                path.push(new Walk(needed, 0));
                names.add(needed);
            }
        }
        return null;
    }

    private record Walk(String step, int taken) {}
}
