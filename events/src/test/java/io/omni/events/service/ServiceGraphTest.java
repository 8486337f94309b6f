package io.omni.events.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceGraphTest {
    private final ServiceGraph graph = graph(Map.of(
            "postgres", List.of(),
            "redis", List.of(),
            "litellm", List.of("postgres", "redis"),
            "coder", List.of("litellm"),
            "pack", List.of("coder", "postgres", "nobody")));

    @Test
    void reach_is_transitive_both_ways_and_the_nearest_comes_first() {
        assertThat(graph.below(name("pack"))).contains(name("coder"), name("litellm"), name("redis"), name("postgres"));
        assertThat(graph.below(name("pack"))).doesNotContain(name("nobody"), name("pack"));
        assertThat(graph.above(name("redis"))).containsExactly(name("litellm"), name("coder"), name("pack"));
        assertThat(graph.above(name("pack"))).isEmpty();
        assertThat(graph.dependents(name("postgres"))).containsExactlyInAnyOrder(name("litellm"), name("pack"));
    }

    @Test
    void depth_is_the_longest_way_down() {
        assertThat(Stream.of("postgres", "litellm", "coder", "pack").map(n -> graph.depth(name(n))))
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void edges_run_from_the_dependent_and_stay_among_the_named() {
        assertThat(graph.edgesAmong(Set.of(name("litellm"), name("postgres"), name("coder"))))
                .containsExactlyInAnyOrder(
                        new ServiceGraph.Edge(name("litellm"), name("postgres")),
                        new ServiceGraph.Edge(name("coder"), name("litellm")));
    }

    @Test
    void a_circle_ends() {
        ServiceGraph circle = graph(Map.of("a", List.of("b"), "b", List.of("a")));

        assertThat(circle.below(name("a"))).containsExactly(name("b"));
    }

    private static ServiceGraph graph(Map<String, List<String>> dependsOn) {
        Map<ServiceName, List<ServiceName>> typed = new LinkedHashMap<>();
        dependsOn.forEach((from, to) ->
                typed.put(name(from), to.stream().map(ServiceName::new).toList()));
        return ServiceGraph.of(typed);
    }

    private static ServiceName name(String text) {
        return new ServiceName(text);
    }
}
