package io.omni.command.service.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.service.ServiceChanged;
import io.omni.events.service.ServiceDefinition;
import io.omni.events.service.ServiceEvent;
import io.omni.events.service.ServiceHealthChanged;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceRegistered;
import io.omni.events.service.ServiceRetired;
import io.omni.events.service.ServiceRootCauseCorrected;
import io.omni.events.service.ServiceState;
import io.omni.events.service.ServiceStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceDeciderTest {
    private static final ServiceName A = new ServiceName("a");
    private static final ServiceName B = new ServiceName("b");
    private static final ServiceDefinition DEFINITION = definition(80, "T");

    @Test
    void a_new_service_is_registered_and_a_known_one_is_left_alone() {
        assertThat(ServiceDecider.declare(null, A, DEFINITION)).containsExactly(new ServiceRegistered(A, DEFINITION));
        assertThat(ServiceDecider.declare(state(registered()), A, DEFINITION)).isEmpty();
    }

    @Test
    void a_service_that_differs_is_changed_and_it_says_in_what() {
        assertThat(ServiceDecider.declare(state(registered()), A, definition(81, "U")))
                .containsExactly(new ServiceChanged(A, definition(81, "U"), List.of("port", "tier")));
    }

    @Test
    void a_retired_service_is_registered_again_and_not_retired_twice() {
        ServiceState retired = state(registered(), new ServiceRetired(A));

        assertThat(ServiceDecider.retire(retired)).isEmpty();
        assertThat(ServiceDecider.declare(retired, A, DEFINITION))
                .containsExactly(new ServiceRegistered(A, DEFINITION));
        assertThat(ServiceDecider.retire(state(registered()))).containsExactly(new ServiceRetired(A));
    }

    @Test
    void only_a_change_of_health_is_an_event() {
        assertThat(ServiceDecider.decide(state(registered()), report(ServiceStatus.HEALTHY, null)))
                .containsExactly(
                        new ServiceHealthChanged(A, ServiceStatus.UNKNOWN, ServiceStatus.HEALTHY, "why", 3L, null));
        assertThat(ServiceDecider.decide(
                        state(registered(), changed(ServiceStatus.UNHEALTHY, null)),
                        report(ServiceStatus.UNHEALTHY, B)))
                .isEmpty();
    }

    @Test
    void a_service_that_is_well_or_fails_by_itself_has_no_root_cause() {
        assertThat(rootCause(report(ServiceStatus.HEALTHY, B))).isNull();
        assertThat(rootCause(report(ServiceStatus.UNHEALTHY, A))).isNull();
        assertThat(rootCause(report(ServiceStatus.UNHEALTHY, B))).isEqualTo(B);
    }

    @Test
    void a_root_cause_is_corrected_while_the_service_fails_and_only_to_another_one() {
        ServiceState failing = state(registered(), changed(ServiceStatus.UNHEALTHY, null));

        assertThat(ServiceDecider.decide(failing, new CorrectRootCause(A, B)))
                .containsExactly(new ServiceRootCauseCorrected(A, null, B));
        assertThat(ServiceDecider.decide(failing, new CorrectRootCause(A, null)))
                .isEmpty();
        assertThat(ServiceDecider.decide(failing, new CorrectRootCause(A, A))).isEmpty();
        assertThat(ServiceDecider.decide(state(registered()), new CorrectRootCause(A, B)))
                .isEmpty();
    }

    @Test
    void nothing_is_reported_of_a_retired_service() {
        ServiceState retired = state(registered(), new ServiceRetired(A));

        assertThat(ServiceDecider.decide(retired, report(ServiceStatus.HEALTHY, null)))
                .isEmpty();
    }

    @Test
    void the_same_catalogue_has_the_same_digest_and_another_has_another() {
        ApplyCatalog one = new ApplyCatalog(List.of(new ApplyCatalog.Entry(A, DEFINITION)));
        ApplyCatalog same = new ApplyCatalog(List.of(new ApplyCatalog.Entry(A, definition(80, "T"))));
        ApplyCatalog other = new ApplyCatalog(List.of(new ApplyCatalog.Entry(A, definition(81, "T"))));

        assertThat(one.digest()).isEqualTo(same.digest()).isNotEqualTo(other.digest());
    }

    private static ServiceName rootCause(ReportHealth report) {
        List<ServiceEvent> events = ServiceDecider.decide(state(registered()), report);
        return ((ServiceHealthChanged) events.getFirst()).rootCause();
    }

    private static ReportHealth report(ServiceStatus status, ServiceName root) {
        return new ReportHealth(A, status, "why", 3L, root);
    }

    private static ServiceEvent registered() {
        return new ServiceRegistered(A, DEFINITION);
    }

    private static ServiceEvent changed(ServiceStatus to, ServiceName root) {
        return new ServiceHealthChanged(A, ServiceStatus.UNKNOWN, to, "why", null, root);
    }

    private static ServiceState state(ServiceEvent... events) {
        ServiceState state = null;
        for (ServiceEvent event : events) {
            state = ServiceState.evolve(state, event, Instant.EPOCH);
        }
        return state;
    }

    private static ServiceDefinition definition(int port, String tier) {
        return new ServiceDefinition(null, "c", port, tier, "/", false, List.of(), List.of(), null);
    }
}
