package io.omni.command.service.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.service.runtime.ContainerRuntime.Container;
import io.omni.command.service.runtime.ContainerRuntime.Replacement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private static final Overlay NOTHING = new Overlay(Map.of(), null, null);

    private final Container first = container(Map.of("OWN", "1", "MODE", "slow"), 100, 0, Map.of("team", "data"));

    @Test
    void what_is_recorded_covers_what_the_container_has_of_its_own() {
        Replacement next = new Overlay(Map.of("MODE", "fast", "MORE", "x"), 200L, 5L).over(first, "next", "restart_1");

        assertThat(next.environment()).isEqualTo(Map.of("OWN", "1", "MODE", "fast", "MORE", "x"));
        assertThat(next.memoryBytes()).isEqualTo(200);
        assertThat(next.nanoCpus()).isEqualTo(5);
        assertThat(next.labels()).containsEntry("team", "data").containsEntry(Overlay.RESTART_LABEL, "restart_1");
    }

    @Test
    void what_is_taken_out_again_gets_its_first_value_back_whatever_came_between() {
        Container second = run(new Overlay(Map.of("MODE", "fast", "MORE", "x"), 200L, 5L).over(first, "n", "r1"));
        Container third = run(new Overlay(Map.of("MODE", "faster"), 300L, null).over(second, "n", "r2"));

        assertThat(third.environment()).isEqualTo(Map.of("OWN", "1", "MODE", "faster"));
        assertThat(third.nanoCpus()).isZero();
        assertThat(NOTHING.isOn(third)).isFalse();
        Container last = run(NOTHING.over(third, "n", "r3"));
        assertThat(last.environment()).isEqualTo(first.environment());
        assertThat(last.memoryBytes()).isEqualTo(100);
        assertThat(NOTHING.isOn(last)).isTrue();
    }

    @Test
    void a_container_that_has_it_already_need_not_be_replaced() {
        assertThat(NOTHING.isOn(first)).isTrue();
        assertThat(new Overlay(Map.of("MODE", "slow"), 100L, null).isOn(first)).isTrue();
        assertThat(new Overlay(Map.of("MODE", "fast"), null, null).isOn(first)).isFalse();
        assertThat(new Overlay(Map.of(), 101L, null).isOn(first)).isFalse();
    }

    private static Container run(Replacement next) {
        return container(next.environment(), next.memoryBytes(), next.nanoCpus(), next.labels());
    }

    private static Container container(
            Map<String, String> environment, long memory, long cpus, Map<String, String> labels) {
        return new Container("id", "name", true, false, null, environment, memory, cpus, labels, false);
    }
}
