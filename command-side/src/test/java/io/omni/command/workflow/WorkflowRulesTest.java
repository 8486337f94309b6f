package io.omni.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omni.command.Refusal;
import io.omni.command.service.TestCatalog;
import io.omni.events.workflow.OnFailure;
import io.omni.events.workflow.RetryRule;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.Trigger;
import io.omni.events.workflow.TriggerType;
import io.omni.events.workflow.WorkflowDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final WorkflowRules rules =
            new WorkflowRules(TestCatalog.http("svc", "http://127.0.0.1:1"), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void the_plan_says_which_steps_run_side_by_side() {
        Plan plan =
                rules.check(workflow(step("a"), step("b"), step("c", "a", "b"), step("d", "c"), step("e")), List.of());

        assertThat(plan.levels()).containsExactly(List.of("a", "b", "e"), List.of("c"), List.of("d"));
    }

    @Test
    void cycles_of_one_two_and_fifty_steps_are_spelled_out() {
        assertThat(cycle(workflow(step("a", "a")))).isEqualTo("a -> a");
        assertThat(cycle(workflow(step("a", "b"), step("b", "a")))).isEqualTo("a -> b -> a");
        StepDefinition[] fifty = IntStream.range(0, 50)
                .mapToObj(i -> step("s" + i, "s" + (i + 1) % 50))
                .toArray(StepDefinition[]::new);
        assertThat(cycle(workflow(fifty))).startsWith("s0 -> s1 -> ").endsWith(" -> s49 -> s0");
    }

    @Test
    void a_cycle_behind_steps_that_are_in_none_is_found() {
        assertThat(cycle(workflow(step("x"), step("y", "x", "b"), step("a", "b"), step("b", "a"))))
                .isEqualTo("b -> a -> b");
    }

    @Test
    void two_hundred_steps_are_allowed_and_no_more_and_no_fewer_than_one() {
        assertThat(rules.check(workflow(many(200)), List.of()).levels()).hasSize(200);
        assertThat(fields(workflow(many(201)))).containsExactly("steps");
        assertThat(fields(workflow())).containsExactly("steps");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        WorkflowDefinition bad = workflow(
                step("a"),
                step("a"),
                step("b", "nobody"),
                new StepDefinition(
                        "c",
                        "unknown",
                        "POST http://elsewhere/",
                        Map.of("x", "{{open"),
                        List.of(),
                        new RetryRule(0, -1, 0, 1),
                        0,
                        OnFailure.FAIL,
                        "{{steps.a.output}}"));

        assertThat(fields(bad))
                .contains(
                        "steps[1].name",
                        "steps[2].depends_on",
                        "steps[3].service",
                        "steps[3].action",
                        "steps[3].input.x",
                        "steps[3]",
                        "steps[3].timeout_seconds",
                        "steps[3].retry.max_attempts",
                        "steps[3].retry.backoff_ms",
                        "steps[3].retry.multiplier");
    }

    @Test
    void a_template_may_name_a_step_that_lies_anywhere_upstream_and_no_other() {
        assertThat(rules.check(workflow(step("a"), step("b", "a"), reading("c", "a", "b")), List.of()))
                .isNotNull();
        assertThat(fields(workflow(step("a"), reading("c", "a")))).containsExactly("steps[1]");
        assertThat(fields(workflow(reading("c", "c")))).containsExactly("steps[0]");
        assertThat(fields(workflow(reading("c", "nobody")))).containsExactly("steps[0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST http://evil.example/x",
                "POST //evil.example/x",
                "POST @evil.example/x",
                "POST /a/../b",
                "POST /a/%2e%2E/b",
                "POST /a/%2e%2e%2fb",
                "POST /a/..%5cb",
                "POST /a%0d%0aHost:x",
                "POST /a\r\nHost: evil",
                "POST /a b",
                "POST /a#b",
                "POST /a\\b",
                "FETCH /a",
                "post /a",
                "/a",
                "POST",
                "POST ",
                "POST  /a",
                "CONNECT /a",
                "POST {{input.url}}",
                "GET /{{input.a}}/../x"
            })
    void an_action_that_could_lead_elsewhere_is_refused(String action) {
        assertThat(fields(workflow(calling(action)))).containsExactly("steps[0].action");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "POST /patterns/recommend", "GET /a/{{input.id}}?b={{event.c}}", "DELETE /a%20b"})
    void an_action_of_the_service_itself_is_allowed(String action) {
        assertThat(rules.check(workflow(calling(action)), List.of())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "* * * *", "* * * * * *", "61 * * * *", "soon", ""})
    void a_schedule_that_is_none_or_never_fires_is_refused(String cron) {
        assertThat(fields(triggered(new Trigger(TriggerType.SCHEDULE, null, Map.of(), cron, null))))
                .containsExactly("trigger.cron");
    }

    @Test
    void triggers_name_what_there_is() {
        assertThat(fields(triggered(new Trigger(TriggerType.SCHEDULE, null, Map.of(), "0 6 * * *", "Mars/Olympus"))))
                .containsExactly("trigger.cron");
        assertThat(fields(triggered(new Trigger(TriggerType.EVENT, "no.such.event", Map.of(), null, null))))
                .containsExactly("trigger.event");
        assertThat(fields(triggered(new Trigger(TriggerType.WEBHOOK, null, Map.of(), null, null))))
                .containsExactly("trigger.event");
        assertThat(rules.check(
                        triggered(new Trigger(TriggerType.EVENT, "pipeline.*", Map.of(), null, null)), List.of()))
                .isNotNull();
    }

    @Test
    void a_schedule_is_read_in_its_time_zone_and_skips_the_hour_that_there_is_not() {
        CronTimes berlin = CronTimes.parse("30 2 * * *", "Europe/Berlin");

        assertThat(berlin.next(Instant.parse("2026-03-27T12:00:00Z"))).isEqualTo("2026-03-28T01:30:00Z");
        assertThat(berlin.next(Instant.parse("2026-03-29T01:30:00Z"))).isEqualTo("2026-03-30T00:30:00Z");
    }

    private String cycle(WorkflowDefinition definition) {
        Refusal refusal = refusal(definition);
        assertThat(refusal.code()).isEqualTo("DEPENDENCY_CYCLE");
        return refusal.details().getFirst().message();
    }

    private List<String> fields(WorkflowDefinition definition) {
        Refusal refusal = refusal(definition);
        assertThat(refusal.code()).isEqualTo("INVALID_WORKFLOW");
        return refusal.details().stream().map(Refusal.Detail::field).toList();
    }

    private Refusal refusal(WorkflowDefinition definition) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> rules.check(definition, List.of()));
        assertThat(refusal).as("a refusal of " + definition).isNotNull();
        return refusal;
    }

    private static StepDefinition[] many(int count) {
        List<StepDefinition> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(i == 0 ? step("s0") : step("s" + i, "s" + (i - 1)));
        }
        return steps.toArray(StepDefinition[]::new);
    }

    private static WorkflowDefinition workflow(StepDefinition... steps) {
        return new WorkflowDefinition("w", null, Trigger.MANUAL, List.of(steps), null, true);
    }

    private static WorkflowDefinition triggered(Trigger trigger) {
        return new WorkflowDefinition("w", null, trigger, List.of(step("a")), null, true);
    }

    private static StepDefinition step(String name, String... dependsOn) {
        return definition(name, "GET /", null, dependsOn);
    }

    private static StepDefinition calling(String action) {
        return definition("a", action, null);
    }

    private static StepDefinition reading(String name, String read, String... dependsOn) {
        return definition(name, "GET /", Map.of("x", List.of("{{steps." + read + ".output}}")), dependsOn);
    }

    private static StepDefinition definition(String name, String action, @Nullable Object input, String... dependsOn) {
        return new StepDefinition(
                name, "svc", action, input, List.of(dependsOn), RetryRule.NONE, 30, OnFailure.FAIL, null);
    }
}
