package io.omni.events.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");

    @Test
    void a_text_that_is_one_template_keeps_the_type_of_the_value() {
        Map<String, Object> input = new HashMap<>();
        input.put("number", 7);
        input.put("truth", true);
        input.put("list", List.of(1, 2));
        input.put("nothing", null);

        assertThat(filled("{{input.number}}", input)).isEqualTo(7);
        assertThat(filled("{{ input.truth }}", input)).isEqualTo(true);
        assertThat(filled("{{input.list}}", input)).isEqualTo(List.of(1, 2));
        assertThat(filled("{{input.list.1}}", input)).isEqualTo(2);
        assertThat(filled("{{input.nothing}}", input)).isNull();
        assertThat(filled("{{input}}", input)).isEqualTo(input);
    }

    @Test
    void inside_a_longer_text_a_value_is_written_as_text_and_nothing_as_nothing() {
        Map<String, Object> input = Map.of("n", 7, "o", Map.of("a", Arrays.asList("x\"\n", null, 1.5)));

        assertThat(filled("n={{input.n}}, o={{input.o}}, none={{input.x.y}}!", input))
                .isEqualTo("n=7, o={\"a\":[\"x\\\"\\n\",null,1.5]}, none=!");
    }

    @Test
    void what_was_filled_in_is_not_read_again() {
        assertThat(filled("a {{input.evil}}", Map.of("evil", "{{input.secret}}", "secret", "s")))
                .isEqualTo("a {{input.secret}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{steps.a.class}}",
                "{{input.class.name}}",
                "{{input.getClass}}",
                "{{event.hashCode}}",
                "{{input.list.size}}",
                "{{input.list.-1}}",
                "{{input.list.99999999999}}"
            })
    void java_objects_are_out_of_reach(String template) {
        assertThat(filled(template, Map.of("list", List.of(1)))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{",
                "{{input.a",
                "{{}}",
                "{{ }}",
                "{{input..a}}",
                "{{a{{input.b}}}}",
                "{{steps}}",
                "{{env.HOME}}",
                "{{input.a b}}",
                "{{input.a()}}",
                "{{#input}}"
            })
    void what_can_not_be_read_is_refused(String template) {
        assertThatThrownBy(() -> Template.parse(template)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void any_text_is_read_or_refused_and_a_text_without_braces_comes_out_as_it_went_in() {
        Random random = new Random(42);
        String alphabet = "{}ab. ${}\\\"\n\u00e9\ud83d";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(30);
            for (int c = 0; c < length; c++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String made = text.toString();
            if (made.contains("{{")) {
                assertThatCode(() -> parseOrRefuse(made)).doesNotThrowAnyException();
            } else if (!made.isEmpty()) {
                assertThat(filled(made, Map.of())).isEqualTo(made);
            }
        }
    }

    @Test
    void a_megabyte_of_templates_and_of_braces_is_read_in_one_pass() {
        String places = "{{input.a}}".repeat(100_000);
        String open = "{ ".repeat(500_000);

        assertThat(filled(places, Map.of("a", "x"))).isEqualTo("x".repeat(100_000));
        assertThat(filled(open, Map.of())).isEqualTo(open);
        assertThatThrownBy(() -> Template.parse("{".repeat(1_000_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_small_template_can_not_make_a_huge_text_of_a_large_value() {
        Map<String, Object> input = Map.of("big", "x".repeat(1_000_000));

        assertThat((String) filled("{{input.big}}!", input)).hasSize(1_000_001);
        assertThatThrownBy(() -> filled("{{input.big}}".repeat(100) + "!", input))
                .isInstanceOf(TemplateOverflow.class);
    }

    @Test
    void a_value_in_a_path_is_encoded_and_adds_no_part_to_it() {
        ExecutionState state = state(Map.of("id", "../a b/?x=1&\r\n"));
        StepDefinition step = step("GET /api/{{input.id}}/x", null);

        assertThat(StepTemplates.path(state, step)).isEqualTo("/api/..%2Fa%20b%2F%3Fx%3D1%26%0D%0A/x");
    }

    @Test
    void a_condition_holds_when_its_value_is_truthy() {
        assertThat(holds("{{input.a}}", Map.of("a", true))).isTrue();
        assertThat(holds("{{input.a}}", Map.of("a", "yes"))).isTrue();
        assertThat(holds("{{input.a}}", Map.of("a", 0))).isFalse();
        assertThat(holds("{{input.a}}", Map.of("a", "false"))).isFalse();
        assertThat(holds("{{input.a}}", Map.of("a", List.of()))).isFalse();
        assertThat(holds("{{input.a}}", Map.of())).isFalse();
    }

    private static void parseOrRefuse(String text) {
        try {
            Template.parse(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static boolean holds(String when, Map<String, Object> input) {
        return StepTemplates.holds(state(input), step("GET /", when));
    }

    private static @Nullable Object filled(String template, Map<String, Object> input) {
        return Template.parse(template)
                .fill(new TemplateValues(state(input)), new TemplateBudget(StepTemplates.MOST_CHARACTERS));
    }

    private static StepDefinition step(String action, @Nullable String when) {
        return new StepDefinition("a", "redis", action, null, List.of(), RetryRule.NONE, 30, OnFailure.FAIL, when);
    }

    private static ExecutionState state(Map<String, Object> input) {
        WorkflowDefinition definition =
                new WorkflowDefinition("w", null, Trigger.MANUAL, List.of(step("GET /", null)), null, true);
        return ExecutionState.evolve(
                null,
                new ExecutionStarted(
                        ExecutionId.next(), WorkflowId.next(), 1, definition, input, Map.of(), StartedBy.CALL, false),
                AT);
    }
}
