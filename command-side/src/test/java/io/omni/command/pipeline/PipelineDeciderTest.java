package io.omni.command.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.command.Refusal;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.GateEvaluated;
import io.omni.events.pipeline.IterationStarted;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineCancelRequested;
import io.omni.events.pipeline.PipelineCancelled;
import io.omni.events.pipeline.PipelineCompleted;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineFailed;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineResumed;
import io.omni.events.pipeline.PipelineRetried;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageAttemptLost;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageFailed;
import io.omni.events.pipeline.StageRetryScheduled;
import io.omni.events.pipeline.StageStarted;
import io.omni.events.pipeline.StageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineDeciderTest {
    private static final PipelineId ID = PipelineId.next();
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final List<Stage> LOOP = List.of(Stage.GENERATE, Stage.VALIDATE, Stage.TEST);

    private final List<PipelineEvent> history = new ArrayList<>();
    private PipelineState state;

    @Test
    void a_completed_stage_is_followed_by_the_next_one_in_the_same_decision() {
        given(List.of(Stage.INGEST, Stage.ENRICH), QualityGate.STANDARD, 3);

        List<PipelineEvent> events = when(succeeded(Stage.INGEST, 1, 1));

        assertThat(types(events)).containsExactly(StageCompleted.class, StageStarted.class);
        assertThat(state.runningStage()).isEqualTo(Stage.ENRICH);
    }

    @Test
    void the_last_stage_completes_the_pipeline() {
        given(List.of(Stage.INGEST), QualityGate.STANDARD, 3);

        assertThat(types(when(succeeded(Stage.INGEST, 1, 1))))
                .containsExactly(StageCompleted.class, PipelineCompleted.class);
        assertThat(state.status()).isEqualTo(PipelineStatus.COMPLETED);
    }

    @Test
    void a_report_about_an_attempt_that_is_over_changes_nothing() {
        given(List.of(Stage.INGEST, Stage.ENRICH), QualityGate.STANDARD, 3);
        when(failed(Stage.INGEST, 1, 1, StageFailure.transientTrouble("refused", null, null)));

        assertThat(when(succeeded(Stage.INGEST, 1, 1))).isEmpty();
        assertThat(when(succeeded(Stage.ENRICH, 1, 1))).isEmpty();
        assertThat(when(succeeded(Stage.INGEST, 2, 2))).isEmpty();
    }

    @Test
    void a_failed_check_goes_back_to_the_generator_with_its_feedback() {
        given(LOOP, QualityGate.STANDARD, 2);
        when(succeeded(Stage.GENERATE, 1, 1));
        when(succeeded(Stage.VALIDATE, 1, 1));

        List<PipelineEvent> events = when(checked(Stage.TEST, 1, 1, failing(Check.Severity.ERROR)));

        assertThat(types(events))
                .containsExactly(GateEvaluated.class, StageFailed.class, IterationStarted.class, StageStarted.class);
        assertThat(((GateEvaluated) events.getFirst()).decision()).isEqualTo("iterate");
        assertThat(((IterationStarted) events.get(2)).feedback()).isEqualTo("2 tests failed");
        assertThat(events.getLast()).isEqualTo(new StageStarted(ID, Stage.GENERATE, 2, 2));
        assertThat(state.stage(Stage.TEST).status()).isEqualTo(StageStatus.PENDING);
    }

    @Test
    void the_pipeline_fails_when_no_iteration_is_left_and_skips_what_is_pending() {
        given(List.of(Stage.GENERATE, Stage.TEST, Stage.DEPLOY), QualityGate.STANDARD, 1);
        when(succeeded(Stage.GENERATE, 1, 1));

        List<PipelineEvent> events = when(checked(Stage.TEST, 1, 1, failing(Check.Severity.ERROR)));

        assertThat(types(events)).containsExactly(GateEvaluated.class, StageFailed.class, PipelineFailed.class);
        assertThat(((PipelineFailed) events.getLast()).problem().code()).isEqualTo("STAGE_FAILED");
        assertThat(((PipelineFailed) events.getLast()).skippedStages()).containsExactly(Stage.DEPLOY);
        assertThat(state.stage(Stage.DEPLOY).status()).isEqualTo(StageStatus.SKIPPED);
    }

    @ParameterizedTest
    @CsvSource({
        "STRICT,WARNING,false",
        "STRICT,ERROR,false",
        "STANDARD,WARNING,true",
        "STANDARD,ERROR,false",
        "ADVISORY,WARNING,true",
        "ADVISORY,ERROR,true"
    })
    void the_gate_fails_on_what_its_strictness_counts(QualityGate gate, Check.Severity severity, boolean passes) {
        given(List.of(Stage.VALIDATE), gate, 1);

        List<PipelineEvent> events = when(checked(Stage.VALIDATE, 1, 1, failing(severity)));

        assertThat(((GateEvaluated) events.getFirst()).passed()).isEqualTo(passes);
        assertThat(state.status()).isEqualTo(passes ? PipelineStatus.COMPLETED : PipelineStatus.FAILED);
    }

    @Test
    void passing_trouble_is_retried_later_and_longer_each_time_until_the_tries_are_used_up() {
        given(List.of(Stage.INGEST), QualityGate.STANDARD, 3);
        List<Duration> delays = new ArrayList<>();
        for (int attempt = 1; attempt <= 4; attempt++) {
            var retry = (StageRetryScheduled)
                    when(failed(Stage.INGEST, 1, attempt, StageFailure.transientTrouble("refused", null, null)))
                            .getFirst();
            delays.add(Duration.between(NOW, retry.dueAt()));
        }

        List<PipelineEvent> last =
                when(failed(Stage.INGEST, 1, 5, StageFailure.transientTrouble("refused", null, null)));

        assertThat(delays).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
        assertThat(types(last)).containsExactly(StageFailed.class, PipelineFailed.class);
    }

    @Test
    void what_the_other_side_asks_to_wait_is_honoured_up_to_a_bound() {
        given(List.of(Stage.INGEST), QualityGate.STANDARD, 3);

        var minute = (StageRetryScheduled)
                when(failed(Stage.INGEST, 1, 1, StageFailure.transientTrouble("429", Duration.ofSeconds(60), null)))
                        .getFirst();
        var day = (StageRetryScheduled)
                when(failed(Stage.INGEST, 1, 2, StageFailure.transientTrouble("429", Duration.ofDays(1), null)))
                        .getFirst();

        assertThat(minute.dueAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(day.dueAt()).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void a_lost_attempt_is_tried_again_at_once_and_shows_in_the_history() {
        given(List.of(Stage.TEST), QualityGate.STANDARD, 1);

        List<PipelineEvent> events = when(new ReportStageLost(ID, Stage.TEST, 1, 1, "node-a"));

        assertThat(types(events)).containsExactly(StageAttemptLost.class, StageRetryScheduled.class);
        assertThat(((StageRetryScheduled) events.getLast()).attempt()).isEqualTo(2);
        assertThat(((StageRetryScheduled) events.getLast()).dueAt()).isEqualTo(NOW);
    }

    @Test
    void a_stage_that_kills_its_node_every_time_fails_in_the_end() {
        given(List.of(Stage.TEST), QualityGate.STANDARD, 1);
        for (int attempt = 1; attempt <= 5; attempt++) {
            when(new ReportStageLost(ID, Stage.TEST, 1, attempt, "node-a"));
        }

        assertThat(state.status()).isEqualTo(PipelineStatus.FAILED);
    }

    @Test
    void cancelling_lets_the_running_stage_complete_and_skips_pending_stages_only() {
        given(List.of(Stage.INGEST, Stage.ENRICH, Stage.GENERATE), QualityGate.STANDARD, 3);
        when(succeeded(Stage.INGEST, 1, 1));

        assertThat(types(when(new CancelPipeline(ID, false)))).containsExactly(PipelineCancelRequested.class);
        assertThat(state.status()).isEqualTo(PipelineStatus.CANCELLING);
        assertThat(types(when(succeeded(Stage.ENRICH, 1, 1))))
                .containsExactly(StageCompleted.class, PipelineCancelled.class);

        assertThat(state.status()).isEqualTo(PipelineStatus.CANCELLED);
        assertThat(state.stage(Stage.INGEST).status()).isEqualTo(StageStatus.COMPLETED);
        assertThat(state.stage(Stage.ENRICH).status()).isEqualTo(StageStatus.COMPLETED);
        assertThat(state.stage(Stage.GENERATE).status()).isEqualTo(StageStatus.SKIPPED);
    }

    @Test
    void cancelling_twice_changes_nothing_but_forcing_it_does() {
        given(List.of(Stage.INGEST), QualityGate.STANDARD, 3);
        when(new CancelPipeline(ID, false));

        assertThat(when(new CancelPipeline(ID, false))).isEmpty();
        assertThat(when(new CancelPipeline(ID, true))).hasSize(1);
        assertThat(types(when(new ReportStageStopped(ID, Stage.INGEST, 1, 1))))
                .containsExactly(StageFailed.class, PipelineCancelled.class);
    }

    @Test
    void cancelling_does_not_wait_for_a_retry_that_lies_in_the_future() {
        given(List.of(Stage.INGEST, Stage.ENRICH), QualityGate.STANDARD, 3);
        when(failed(Stage.INGEST, 1, 1, StageFailure.transientTrouble("refused", null, null)));

        when(new CancelPipeline(ID, false));

        assertThat(state.status()).isEqualTo(PipelineStatus.CANCELLED);
    }

    @Test
    void an_ended_pipeline_refuses_to_be_cancelled_paused_or_resumed() {
        given(List.of(Stage.INGEST), QualityGate.STANDARD, 3);
        when(succeeded(Stage.INGEST, 1, 1));

        assertRefused("PIPELINE_NOT_RUNNING", new CancelPipeline(ID, false));
        assertRefused("PIPELINE_NOT_RUNNING", new PausePipeline(ID));
        assertRefused("PIPELINE_NOT_PAUSED", new ResumePipeline(ID));
        assertRefused("PIPELINE_NOT_FAILED", new RetryPipeline(ID));
    }

    @Test
    void a_paused_pipeline_finishes_its_stage_and_holds_before_the_next() {
        given(List.of(Stage.INGEST, Stage.ENRICH), QualityGate.STANDARD, 3);
        when(new PausePipeline(ID));

        assertThat(types(when(succeeded(Stage.INGEST, 1, 1)))).containsExactly(StageCompleted.class);
        assertThat(types(when(new ResumePipeline(ID)))).containsExactly(PipelineResumed.class, StageStarted.class);
    }

    @Test
    void pausing_during_the_last_stage_still_completes() {
        given(List.of(Stage.INGEST), QualityGate.STANDARD, 3);
        when(new PausePipeline(ID));

        when(succeeded(Stage.INGEST, 1, 1));

        assertThat(state.status()).isEqualTo(PipelineStatus.COMPLETED);
    }

    @Test
    void a_retry_resumes_from_the_failed_stage_with_what_the_earlier_ones_made() {
        given(List.of(Stage.INGEST, Stage.ENRICH), QualityGate.STANDARD, 3);
        when(succeeded(Stage.INGEST, 1, 1));
        when(failed(Stage.ENRICH, 1, 1, StageFailure.permanent("no", null)));
        Map<String, Object> ingested = state.stage(Stage.INGEST).output();

        List<PipelineEvent> events = when(new RetryPipeline(ID));

        assertThat(types(events)).containsExactly(PipelineRetried.class, StageStarted.class);
        assertThat(events.getLast()).isEqualTo(new StageStarted(ID, Stage.ENRICH, 1, 2));
        assertThat(state.stage(Stage.INGEST).output()).isEqualTo(ingested);
        assertThat(state.problem()).isNull();
    }

    @Test
    void an_answer_without_a_patch_iterates_even_under_an_advisory_gate() {
        given(LOOP, QualityGate.ADVISORY, 2);

        List<PipelineEvent> events =
                when(failed(Stage.GENERATE, 1, 1, StageFailure.repairable("no diff", "answer with a diff", List.of())));

        assertThat(types(events)).containsExactly(StageFailed.class, IterationStarted.class, StageStarted.class);
    }

    @Test
    void a_timeout_fails_the_pipeline_with_its_own_code() {
        given(List.of(Stage.INGEST), QualityGate.STANDARD, 3);

        when(failed(Stage.INGEST, 1, 1, StageFailure.timeout("too long")));

        assertThat(state.problem().code()).isEqualTo("TIMEOUT");
    }

    private void given(List<Stage> stages, QualityGate gate, int maxIterations) {
        evolve(new PipelineStarted(
                ID,
                "task",
                stages,
                new PipelineConfig(
                        null,
                        null,
                        new RepositoryUrl("https://git.example.org/a/b.git"),
                        new BranchName("main"),
                        maxIterations,
                        gate,
                        null),
                new PipelineContext(List.of(KnowledgeSource.values()), 16_000)));
        evolve(new StageStarted(ID, stages.getFirst(), 1, 1));
    }

    private List<PipelineEvent> when(PipelineCommand command) {
        List<PipelineEvent> events = PipelineDecider.decide(state, command, NOW);
        events.forEach(this::evolve);
        return events;
    }

    private void evolve(PipelineEvent event) {
        history.add(event);
        state = PipelineState.evolve(state, event, NOW);
        assertThat(state.version()).isEqualTo(history.size());
    }

    private void assertRefused(String code, PipelineCommand command) {
        assertThatThrownBy(() -> when(command))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static ReportStageResult succeeded(Stage stage, int iteration, int attempt) {
        return new ReportStageResult(
                ID, stage, iteration, attempt, StageResult.of(Map.of("done", stage.wireName()), List.of()));
    }

    private static ReportStageResult checked(Stage stage, int iteration, int attempt, Check check) {
        return new ReportStageResult(
                ID,
                stage,
                iteration,
                attempt,
                StageResult.checked(Map.of(), List.of(), List.of(check), "2 tests failed"));
    }

    private static ReportStageFailure failed(Stage stage, int iteration, int attempt, StageFailure failure) {
        return new ReportStageFailure(ID, stage, iteration, attempt, failure);
    }

    private static Check failing(Check.Severity severity) {
        return Check.atMost("tests_failed", severity, 2, 0, "tests", "2 of 7 tests failed");
    }

    private static List<Class<?>> types(List<PipelineEvent> events) {
        List<Class<?>> types = new ArrayList<>();
        events.forEach(event -> types.add(event.getClass()));
        return types;
    }
}
