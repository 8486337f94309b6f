package io.omni.command.service.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omni.command.Refusal;
import io.omni.events.service.deployment.ConfigValue;
import io.omni.events.service.deployment.RestartProblem;
import io.omni.events.service.deployment.RestartStatus;
import io.omni.events.service.deployment.RestartStep;
import io.omni.events.service.deployment.ServiceConfigUpdated;
import io.omni.events.service.deployment.ServiceDeploymentEvent;
import io.omni.events.service.deployment.ServiceDeploymentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentDeciderTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final String SERVICE = "redis";
    private static final RestartProblem PROBLEM = new RestartProblem(RestartProblem.TIMEOUT, "too late");

    @Test
    void a_change_holds_only_what_really_changes() {
        ServiceDeploymentState state = after(change(Map.of("A", text("1"), "B", text("2")), null));

        ServiceConfigUpdated event =
                (ServiceConfigUpdated) decide(state, change(Map.of("A", text("1"), "B", text("3")), null))
                        .orElseThrow();

        assertThat(event.environment()).isEqualTo(Map.of("B", text("3")));
        assertThat(event.configVersion()).isEqualTo(2);
    }

    @Test
    void a_change_that_changes_nothing_makes_no_event() {
        ServiceDeploymentState state =
                after(change(Map.of("A", text("1"), "K", ConfigValue.secret("secret_1", "f00d")), "512m"));

        assertThat(decide(state, change(Map.of("A", text("1"), "K", ConfigValue.secret("secret_2", "f00d")), "512m")))
                .isEmpty();
        assertThat(decide(state, change(Collections.singletonMap("GONE", null), "512m")))
                .isEmpty();
    }

    @Test
    void a_whole_environment_can_be_removed_at_once() {
        ServiceDeploymentState state = after(change(Map.of("A", text("1"), "B", text("2")), "512m"));

        ServiceDeploymentState cleared =
                after(state, new ChangeConfiguration(SERVICE, Map.of(), Map.of(), true, true, null));

        assertThat(cleared.settings().environment()).isEmpty();
        assertThat(cleared.settings().resources()).isEmpty();
        assertThat(cleared.isPending()).isFalse();
    }

    @Test
    void a_change_that_rests_on_another_version_is_refused() {
        ServiceDeploymentState state = after(change(Map.of("A", text("1")), null));

        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> decide(
                        state, new ChangeConfiguration(SERVICE, Map.of("A", text("2")), Map.of(), false, false, 0L)));

        assertThat(refusal.code()).isEqualTo("PRECONDITION_FAILED");
    }

    @Test
    void a_restart_applies_what_was_recorded_when_it_was_asked_for() {
        ServiceDeploymentState state = after(
                change(Map.of("A", text("1")), null),
                request("restart_1"),
                change(Map.of("A", text("2")), null),
                new ReportRestarted(SERVICE, "restart_1", true, "c", "healthy"));

        assertThat(state.applied().shownEnvironment()).isEqualTo(Map.of("A", "1"));
        assertThat(state.isPending()).isTrue();
        assertThat(state.running()).isNull();
    }

    @Test
    void a_service_is_restarted_once_at_a_time() {
        ServiceDeploymentState state = after(request("restart_1"));

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> decide(state, request("restart_2")));

        assertThat(refusal.code()).isEqualTo("RESTART_IN_PROGRESS");
        assertThat(decide(state, request("restart_1"))).isEmpty();
    }

    @Test
    void a_rollback_leaves_the_configuration_pending() {
        ServiceDeploymentState state = after(
                change(Map.of("A", text("1")), null),
                request("restart_1"),
                new ReportRestartStep(SERVICE, "restart_1", RestartStep.CREATED, "c"),
                new ReportRollback(SERVICE, "restart_1", PROBLEM),
                new ReportRolledBack(SERVICE, "restart_1", "old", "healthy"));

        assertThat(state.isPending()).isTrue();
        assertThat(state.restart()).isNotNull();
        assertThat(state.restart().status()).isEqualTo(RestartStatus.ROLLED_BACK);
        assertThat(state.restart().problem()).isEqualTo(PROBLEM);
    }

    @Test
    void a_report_on_a_restart_that_is_over_or_another_one_changes_nothing() {
        ServiceDeploymentState ended =
                after(request("restart_1"), new ReportRestartFailed(SERVICE, "restart_1", PROBLEM));
        ServiceDeploymentState next = after(ended, request("restart_2"));
        ServiceDeploymentState stepped =
                after(next, new ReportRestartStep(SERVICE, "restart_2", RestartStep.BEGUN, "c"));

        assertThat(decide(ended, new ReportRestarted(SERVICE, "restart_1", false, "c", "healthy")))
                .isEmpty();
        assertThat(decide(next, new ReportRestarted(SERVICE, "restart_1", false, "c", "healthy")))
                .isEmpty();
        assertThat(decide(stepped, new ReportRestartStep(SERVICE, "restart_2", RestartStep.BEGUN, "c")))
                .isEmpty();
        assertThat(after(stepped, new ReportRollback(SERVICE, "restart_2", PROBLEM)))
                .satisfies(back -> assertThat(
                                decide(back, new ReportRestartStep(SERVICE, "restart_2", RestartStep.STARTED, "c")))
                        .isEmpty());
    }

    private static ConfigValue text(String text) {
        return ConfigValue.text(text);
    }

    private static ChangeConfiguration change(Map<String, @Nullable ConfigValue> environment, @Nullable String memory) {
        Map<String, @Nullable String> resources = new HashMap<>();
        if (memory != null) {
            resources.put("memory_limit", memory);
        }
        return new ChangeConfiguration(SERVICE, environment, resources, false, false, null);
    }

    private static RequestRestart request(String restartId) {
        return new RequestRestart(SERVICE, restartId, Duration.ofSeconds(60), null);
    }

    private static Optional<ServiceDeploymentEvent> decide(ServiceDeploymentState state, DeploymentCommand command) {
        return DeploymentDecider.decide(state, command, NOW);
    }

    private static ServiceDeploymentState after(DeploymentCommand... commands) {
        return after(ServiceDeploymentState.untouched(SERVICE), commands);
    }

    private static ServiceDeploymentState after(ServiceDeploymentState start, DeploymentCommand... commands) {
        return Arrays.stream(commands)
                .reduce(
                        start,
                        (state, command) -> decide(state, command)
                                .map(event -> ServiceDeploymentState.evolve(state, event, NOW))
                                .orElse(state),
                        (_, last) -> last);
    }
}
