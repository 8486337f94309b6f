package io.omni.events.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceStateTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");
    private static final ServiceName LITELLM = new ServiceName("litellm-proxy");
    private static final ServiceName POSTGRES = new ServiceName("postgres");

    @Test
    void a_registered_service_is_unknown() {
        ServiceState state = fold(new ServiceRegistered(LITELLM, definition(4000)));

        assertThat(state.status()).isEqualTo(ServiceStatus.UNKNOWN);
        assertThat(state.since()).isEqualTo(T0);
        assertThat(state.version()).isEqualTo(1);
        assertThat(state.retired()).isFalse();
    }

    @Test
    void a_change_of_health_says_since_when_and_why() {
        ServiceState state = fold(new ServiceRegistered(LITELLM, definition(4000)), failed(POSTGRES));

        assertThat(state.status()).isEqualTo(ServiceStatus.UNHEALTHY);
        assertThat(state.since()).isEqualTo(T0.plusSeconds(1));
        assertThat(state.reason()).isEqualTo("It answers with status 503.");
        assertThat(state.rootCause()).isEqualTo(POSTGRES);
    }

    @Test
    void a_corrected_root_cause_leaves_the_status_as_it_is() {
        ServiceState state = fold(
                new ServiceRegistered(LITELLM, definition(4000)),
                failed(null),
                new ServiceRootCauseCorrected(LITELLM, null, POSTGRES));

        assertThat(state.rootCause()).isEqualTo(POSTGRES);
        assertThat(state.since()).isEqualTo(T0.plusSeconds(1));
        assertThat(state.version()).isEqualTo(3);
    }

    @Test
    void a_changed_definition_leaves_the_health_as_it_is() {
        ServiceState state = fold(
                new ServiceRegistered(LITELLM, definition(4000)),
                failed(null),
                new ServiceChanged(LITELLM, definition(4001), List.of("port")));

        assertThat(state.definition().port()).isEqualTo(4001);
        assertThat(state.status()).isEqualTo(ServiceStatus.UNHEALTHY);
    }

    @Test
    void a_service_that_comes_back_begins_anew_and_keeps_its_history() {
        ServiceState state = fold(
                new ServiceRegistered(LITELLM, definition(4000)),
                failed(null),
                new ServiceRetired(LITELLM),
                new ServiceRegistered(LITELLM, definition(4002)));

        assertThat(state.status()).isEqualTo(ServiceStatus.UNKNOWN);
        assertThat(state.retired()).isFalse();
        assertThat(state.retiredAt()).isNull();
        assertThat(state.registeredAt()).isEqualTo(T0.plusSeconds(3));
        assertThat(state.version()).isEqualTo(4);
    }

    @Test
    void a_history_that_does_not_begin_with_a_registration_is_refused() {
        assertThatThrownBy(() -> fold(new ServiceRetired(LITELLM))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_that_could_be_another_aggregates_id_is_refused() {
        assertThatThrownBy(() -> new ServiceName("pipe_01")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ServiceName("-a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ServiceName("Postgres")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ServiceState fold(ServiceEvent... events) {
        ServiceState state = null;
        int second = 0;
        for (ServiceEvent event : events) {
            state = ServiceState.evolve(state, event, T0.plusSeconds(second++));
        }
        assertThat(state).isNotNull();
        return state;
    }

    private static ServiceHealthChanged failed(ServiceName root) {
        return new ServiceHealthChanged(
                LITELLM, ServiceStatus.UNKNOWN, ServiceStatus.UNHEALTHY, "It answers with status 503.", 3L, root);
    }

    private static ServiceDefinition definition(int port) {
        return new ServiceDefinition(
                null, "omni-litellm", port, "AI", "/health", true, List.of(POSTGRES), List.of(), null);
    }
}
