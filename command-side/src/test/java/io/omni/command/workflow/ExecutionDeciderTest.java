package io.omni.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.command.Refusal;
import io.omni.events.pipeline.Problem;
import io.omni.events.workflow.ExecutionCompleted;
import io.omni.events.workflow.ExecutionEvent;
import io.omni.events.workflow.ExecutionFailed;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionStarted;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.ExecutionStatus;
import io.omni.events.workflow.OnFailure;
import io.omni.events.workflow.RetryRule;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.StepRetryScheduled;
import io.omni.events.workflow.StepStarted;
import io.omni.events.workflow.StepStatus;
import io.omni.events.workflow.Trigger;
import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExecutionDeciderTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final ExecutionId ID = ExecutionId.next();

    private ExecutionState state;
    private List<ExecutionEvent> last = List.of();

    @Test
    void steps_without_dependencies_start_side_by_side_and_the_next_waits_for_all_of_them() {
        given(false, step("a"), step("b"), step("c", "a", "b"));

        assertThat(started()).containsExactly("a", "b");
        done("a");
        assertThat(last).hasSize(1);
        done("b");
        assertThat(started()).containsExactly("c");
        done("c");
        assertThat(last.getLast()).isInstanceOf(ExecutionCompleted.class);
        assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void a_report_of_an_attempt_that_is_over_changes_nothing() {
        given(false, step("a"), step("b", "a"));
        done("a");

        when(new ReportStepResult(ID, "a", 1, 200, "again"));
        assertThat(last).isEmpty();
        when(new ReportStepLost(ID, "b", 7, "node"));
        assertThat(last).isEmpty();
    }

    @Test
    void passing_trouble_is_tried_again_with_growing_pauses_as_often_as_the_step_says() {
        given(false, step("a", new RetryRule(3, 1_000, 3, 2_000), OnFailure.FAIL, null));

        trouble("a", 1, true);
        assertThat(last).hasOnlyElementsOfType(StepRetryScheduled.class);
        assertThat(((StepRetryScheduled) last.getFirst()).dueAt()).isEqualTo(NOW.plusSeconds(1));
        trouble("a", 2, true);
        assertThat(((StepRetryScheduled) last.getFirst()).dueAt()).isEqualTo(NOW.plusSeconds(2));
        trouble("a", 3, true);
        assertThat(state.status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void lasting_trouble_is_not_tried_again_and_the_longer_wait_that_a_service_asks_for_is_kept() {
        given(false, step("a", new RetryRule(3, 1_000, 2, 2_000), OnFailure.FAIL, null));

        when(new ReportStepFailure(
                ID, "a", 1, new StepFailure(new Problem("X", "x"), 429, true, Duration.ofSeconds(20))));
        assertThat(((StepRetryScheduled) last.getFirst()).dueAt()).isEqualTo(NOW.plusSeconds(20));
        trouble("a", 2, false);
        assertThat(state.status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void a_failure_lets_what_runs_come_to_its_end_and_starts_nothing_more() {
        given(false, step("a"), step("b"), step("c", "b"));

        trouble("a", 1, false);
        assertThat(state.status()).isEqualTo(ExecutionStatus.RUNNING);
        done("b");
        assertThat(last.getLast()).isInstanceOfSatisfying(ExecutionFailed.class, failed -> {
            assertThat(failed.step()).isEqualTo("a");
            assertThat(failed.skipped()).containsExactly("c");
        });
        assertThat(status("c")).isEqualTo(StepStatus.SKIPPED);
    }

    @Test
    void a_step_that_may_fail_does_not_hold_the_others_up() {
        given(false, step("a", RetryRule.NONE, OnFailure.CONTINUE, null), step("b", "a"));

        trouble("a", 1, false);
        assertThat(started()).containsExactly("b");
        done("b");
        assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void a_step_whose_condition_does_not_hold_is_skipped_and_those_behind_it_run() {
        given(false, step("a", RetryRule.NONE, OnFailure.FAIL, "{{input.absent}}"), step("b", "a"));

        assertThat(status("a")).isEqualTo(StepStatus.SKIPPED);
        assertThat(started()).containsExactly("b");
    }

    @Test
    void an_execution_in_which_nothing_runs_is_complete_at_once() {
        given(false, step("a", RetryRule.NONE, OnFailure.FAIL, "{{input.absent}}"));

        assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void cancelling_lets_running_steps_complete_and_skips_the_rest() {
        given(false, step("a"), step("b", "a"));

        when(new CancelExecution(ID));
        assertThat(state.status()).isEqualTo(ExecutionStatus.CANCELLING);
        when(new CancelExecution(ID));
        assertThat(last).isEmpty();
        done("a");
        assertThat(state.status()).isEqualTo(ExecutionStatus.CANCELLED);
        assertThat(status("a")).isEqualTo(StepStatus.COMPLETED);
        assertThat(status("b")).isEqualTo(StepStatus.SKIPPED);
        assertThatThrownBy(() -> when(new CancelExecution(ID)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("EXECUTION_NOT_RUNNING"));
    }

    @Test
    void cancelling_does_not_wait_for_a_retry_that_is_to_come() {
        given(false, step("a", new RetryRule(3, 60_000, 2, 60_000), OnFailure.FAIL, null));
        trouble("a", 1, true);

        when(new CancelExecution(ID));

        assertThat(state.status()).isEqualTo(ExecutionStatus.CANCELLED);
    }

    @Test
    void a_waiting_execution_starts_nothing_before_it_has_a_place_and_can_be_cancelled() {
        given(true, step("a"));
        assertThat(last).isEmpty();

        when(new AdmitExecution(ID));
        assertThat(started()).containsExactly("a");

        given(true, step("a"));
        when(new CancelExecution(ID));
        assertThat(state.status()).isEqualTo(ExecutionStatus.CANCELLED);
    }

    @Test
    void a_retry_runs_what_did_not_complete_and_nothing_that_did() {
        given(false, step("a"), step("b", "a"), step("c", "b"));
        done("a");
        trouble("b", 1, false);

        ExecutionDecider.requireFailed(state);
        then(ExecutionDecider.retry(state, false, NOW));

        assertThat(started()).containsExactly("b");
        assertThat(status("a")).isEqualTo(StepStatus.COMPLETED);
        when(new ReportStepResult(ID, "b", 2, 200, null));
        done("c");
        assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void a_lost_attempt_is_tried_again_at_once_without_using_up_the_tries_but_not_for_ever() {
        given(false, step("a"));

        for (int attempt = 1; attempt < 5; attempt++) {
            when(new ReportStepLost(ID, "a", attempt, "node"));
            assertThat(last.getLast()).isInstanceOf(StepRetryScheduled.class);
        }
        when(new ReportStepLost(ID, "a", 5, "node"));
        assertThat(state.status()).isEqualTo(ExecutionStatus.FAILED);
    }

    private void given(boolean queued, StepDefinition... steps) {
        WorkflowDefinition definition = new WorkflowDefinition("w", null, Trigger.MANUAL, List.of(steps), null, true);
        state = null;
        then(List.of(new ExecutionStarted(
                ID, WorkflowId.next(), 1, definition, Map.of(), Map.of(), StartedBy.CALL, queued)));
        then(ExecutionDecider.begin(state, NOW));
    }

    private void when(ExecutionCommand command) {
        then(ExecutionDecider.decide(state, command, NOW));
    }

    private void then(List<ExecutionEvent> events) {
        events.forEach(event -> state = ExecutionState.evolve(state, event, NOW));
        last = events;
    }

    private void done(String step) {
        when(new ReportStepResult(ID, step, 1, 200, Map.of("ok", true)));
    }

    private void trouble(String step, int attempt, boolean passing) {
        when(new ReportStepFailure(
                ID, step, attempt, new StepFailure(new Problem("STEP_FAILED", "no"), 500, passing, null)));
    }

    private List<String> started() {
        return last.stream()
                .filter(StepStarted.class::isInstance)
                .map(event -> ((StepStarted) event).step())
                .toList();
    }

    private StepStatus status(String step) {
        return state.steps().get(step).status();
    }

    private static StepDefinition step(String name, String... dependsOn) {
        return new StepDefinition(
                name, "redis", "GET /", null, List.of(dependsOn), RetryRule.NONE, 30, OnFailure.FAIL, null);
    }

    private static StepDefinition step(String name, RetryRule retry, OnFailure onFailure, @Nullable String when) {
        return new StepDefinition(name, "redis", "GET /", null, List.of(), retry, 30, onFailure, when);
    }
}
