package io.omni.events.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class PipelineStateTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");
    private static final PipelineId ID = PipelineId.next();
    private static final PolicyRef POLICY = new PolicyRef("quality-gate", 1);
    private static final Problem PROBLEM = new Problem("STAGE_FAILED", "two tests failed");
    private static final ArtifactRef PATCH = ArtifactRef.of("patch.diff", "text/x-diff", 3, "00");
    private static final PipelineStarted STARTED = new PipelineStarted(
            ID,
            "add a login",
            List.of(Stage.INGEST, Stage.GENERATE, Stage.TEST, Stage.DEPLOY),
            new PipelineConfig(
                    null,
                    null,
                    new RepositoryUrl("https://git.example/a.git"),
                    new BranchName("main"),
                    3,
                    QualityGate.STANDARD,
                    null),
            new PipelineContext(List.of(KnowledgeSource.WIKI), 16000));

    @Test
    void a_started_pipeline_runs_with_all_its_stages_pending_in_their_order() {
        PipelineState state = after(STARTED);

        assertThat(state.status()).isEqualTo(PipelineStatus.RUNNING);
        assertThat(state.stages().keySet()).containsExactly(Stage.INGEST, Stage.GENERATE, Stage.TEST, Stage.DEPLOY);
        assertThat(state.stages().values()).allMatch(s -> s.status() == StageStatus.PENDING && s.attempt() == 0);
        assertThat(state.iterations()).containsExactly(new IterationState(1, T0, null, null));
        assertThat(state.iterationLimit()).isEqualTo(3);
        assertThat(state.createdAt()).isEqualTo(T0);
        assertThat(state.completedAt()).isNull();
        assertThat(state.version()).isEqualTo(1);
        assertThat(state.nextPending()).isEqualTo(Stage.INGEST);
        assertThat(state.isEnded()).isFalse();
    }

    @Test
    void a_history_that_does_not_begin_with_the_start_is_refused() {
        assertThatThrownBy(() -> PipelineState.evolve(null, new PipelinePaused(ID), T0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_started_stage_runs_and_a_completed_one_keeps_what_it_found() {
        PipelineState running = after(STARTED, new StageStarted(ID, Stage.INGEST, 1, 1));
        assertThat(running.runningStage()).isEqualTo(Stage.INGEST);
        assertThat(running.stage(Stage.INGEST).startedAt()).isEqualTo(T0.plusSeconds(1));
        assertThat(running.stage(Stage.INGEST).durationMs()).isNull();

        PipelineState done = PipelineState.evolve(running, ingested(), T0.plusSeconds(4));

        StageState stage = done.stage(Stage.INGEST);
        assertThat(stage.status()).isEqualTo(StageStatus.COMPLETED);
        assertThat(stage.durationMs()).isEqualTo(3000);
        assertThat(stage.output()).containsEntry("files", 3);
        assertThat(stage.artifacts()).containsExactly(PATCH);
        assertThat(done.runningStage()).isNull();
        assertThat(done.nextPending()).isEqualTo(Stage.GENERATE);
        assertThat(done.version()).isEqualTo(3);
    }

    @Test
    void a_scheduled_retry_keeps_the_stage_running_and_says_when_and_why() {
        Instant due = T0.plusSeconds(60);
        PipelineState state = after(
                STARTED,
                new StageStarted(ID, Stage.INGEST, 1, 1),
                new StageRetryScheduled(ID, Stage.INGEST, 1, 2, due, PROBLEM, POLICY));

        StageState stage = state.stage(Stage.INGEST);
        assertThat(stage.status()).isEqualTo(StageStatus.RUNNING);
        assertThat(stage.attempt()).isEqualTo(2);
        assertThat(stage.retryAt()).isEqualTo(due);
        assertThat(stage.problem()).isEqualTo(PROBLEM);
    }

    @Test
    void a_stage_that_starts_again_forgets_its_retry_and_its_trouble() {
        PipelineState state = after(
                STARTED,
                new StageStarted(ID, Stage.INGEST, 1, 1),
                new StageRetryScheduled(ID, Stage.INGEST, 1, 2, T0.plusSeconds(60), PROBLEM, POLICY),
                new StageStarted(ID, Stage.INGEST, 1, 2));

        assertThat(state.stage(Stage.INGEST).retryAt()).isNull();
        assertThat(state.stage(Stage.INGEST).problem()).isNull();
        assertThat(state.stage(Stage.INGEST).startedAt()).isEqualTo(T0.plusSeconds(3));
    }

    @Test
    void lost_attempts_gates_and_context_change_nothing_but_the_version() {
        PipelineState before = after(STARTED, new StageStarted(ID, Stage.INGEST, 1, 1));
        PipelineState state = before;
        for (PipelineEvent event : List.of(
                new StageAttemptLost(ID, Stage.INGEST, 1, 1, "node-a"),
                new GateEvaluated(
                        ID, Stage.TEST, 1, QualityGate.STRICT, true, "continue", List.of(), List.of(), POLICY),
                new ContextChosen(ID, 1, 1, 2, List.of(), List.of()))) {
            state = PipelineState.evolve(state, event, T0.plusSeconds(9));
        }

        assertThat(state.version()).isEqualTo(before.version() + 3);
        assertThat(state.stages()).isEqualTo(before.stages());
        assertThat(state.status()).isEqualTo(before.status());
    }

    @Test
    void a_new_iteration_runs_generate_and_test_again_and_leaves_the_other_stages() {
        PipelineState state = after(
                STARTED,
                new StageStarted(ID, Stage.INGEST, 1, 1),
                ingested(),
                new StageStarted(ID, Stage.GENERATE, 1, 1),
                new StageCompleted(ID, Stage.GENERATE, 1, 1, Map.of(), List.of(PATCH), List.of()),
                new StageStarted(ID, Stage.TEST, 1, 1),
                testFailed(),
                new IterationStarted(ID, 2, Stage.TEST, "test_login failed", POLICY));

        assertThat(state.iteration()).isEqualTo(2);
        assertThat(state.iterations().getLast())
                .isEqualTo(new IterationState(2, T0.plusSeconds(7), Stage.TEST, "test_login failed"));
        assertThat(state.stage(Stage.INGEST).status()).isEqualTo(StageStatus.COMPLETED);
        assertThat(state.pendingStages()).containsExactly(Stage.GENERATE, Stage.TEST, Stage.DEPLOY);
        assertThat(state.stage(Stage.GENERATE).attempt())
                .as("so that the next attempt is a new one")
                .isEqualTo(1);
        assertThat(state.stages()).doesNotContainKey(Stage.VALIDATE);
    }

    @Test
    void a_paused_pipeline_goes_on_when_it_is_resumed() {
        PipelineState paused = after(STARTED, new PipelinePaused(ID));
        assertThat(paused.status()).isEqualTo(PipelineStatus.PAUSED);
        assertThat(paused.isEnded()).isFalse();

        assertThat(after(STARTED, new PipelinePaused(ID), new PipelineResumed(ID))
                        .status())
                .isEqualTo(PipelineStatus.RUNNING);
    }

    @Test
    void cancelling_skips_pending_stages_only() {
        PipelineState cancelling =
                after(STARTED, new StageStarted(ID, Stage.INGEST, 1, 1), new PipelineCancelRequested(ID, false));
        assertThat(cancelling.status()).isEqualTo(PipelineStatus.CANCELLING);
        assertThat(cancelling.forceCancel()).isFalse();
        assertThat(cancelling.runningStage()).isEqualTo(Stage.INGEST);

        PipelineState cancelled = after(
                STARTED,
                new StageStarted(ID, Stage.INGEST, 1, 1),
                new PipelineCancelRequested(ID, false),
                ingested(),
                new PipelineCancelled(ID, List.of(Stage.GENERATE, Stage.TEST, Stage.DEPLOY)));

        assertThat(cancelled.status()).isEqualTo(PipelineStatus.CANCELLED);
        assertThat(cancelled.isEnded()).isTrue();
        assertThat(cancelled.completedAt()).isEqualTo(T0.plusSeconds(4));
        assertThat(cancelled.stage(Stage.INGEST).status()).isEqualTo(StageStatus.COMPLETED);
        assertThat(cancelled.stage(Stage.DEPLOY).status()).isEqualTo(StageStatus.SKIPPED);
    }

    @Test
    void a_forced_cancellation_stays_forced_when_a_gentle_one_follows() {
        assertThat(after(STARTED, new PipelineCancelRequested(ID, true), new PipelineCancelRequested(ID, false))
                        .forceCancel())
                .isTrue();
    }

    @Test
    void a_completed_pipeline_says_when() {
        PipelineState state = after(STARTED, new PipelineCompleted(ID, 1));

        assertThat(state.status()).isEqualTo(PipelineStatus.COMPLETED);
        assertThat(state.completedAt()).isEqualTo(T0.plusSeconds(1));
        assertThat(state.isEnded()).isTrue();
    }

    @Test
    void a_failed_pipeline_names_the_stage_and_skips_the_later_ones() {
        PipelineState state = failed();

        assertThat(state.status()).isEqualTo(PipelineStatus.FAILED);
        assertThat(state.failedStage()).isEqualTo(Stage.TEST);
        assertThat(state.problem()).isEqualTo(PROBLEM);
        assertThat(state.stage(Stage.TEST).status()).isEqualTo(StageStatus.FAILED);
        assertThat(state.stage(Stage.DEPLOY).status()).isEqualTo(StageStatus.SKIPPED);
    }

    @Test
    void a_retried_pipeline_goes_on_from_the_failed_stage_with_what_the_earlier_ones_made() {
        PipelineState state =
                PipelineState.evolve(failed(), new PipelineRetried(ID, Stage.TEST, 4), T0.plusSeconds(60));

        assertThat(state.status()).isEqualTo(PipelineStatus.RUNNING);
        assertThat(state.problem()).isNull();
        assertThat(state.failedStage()).isNull();
        assertThat(state.completedAt()).isNull();
        assertThat(state.iterationLimit()).isEqualTo(4);
        assertThat(state.stage(Stage.INGEST).output()).containsEntry("files", 3);
        assertThat(state.pendingStages()).containsExactly(Stage.TEST, Stage.DEPLOY);
        assertThat(state.stage(Stage.TEST).attempt()).isEqualTo(1);
    }

    @Test
    void a_pipeline_starts_once() {
        PipelineState running = after(STARTED, new StageStarted(ID, Stage.INGEST, 1, 1));

        assertThatThrownBy(() -> PipelineState.evolve(running, STARTED, T0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_state_comes_back_from_its_json_as_it_went() {
        JsonMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        for (PipelineState state : List.of(
                after(STARTED),
                failed(),
                PipelineState.evolve(failed(), new PipelineRetried(ID, Stage.TEST, 4), T0.plusNanos(123_456_789)))) {
            String json = mapper.writeValueAsString(state);

            assertThat(mapper.readValue(json, PipelineState.class)).isEqualTo(state);
            assertThat(json).contains("\"pipeline_id\":\"" + ID + "\"").contains("\"ingest\":{\"status\":");
        }
    }

    private static PipelineState failed() {
        return after(
                STARTED,
                new StageStarted(ID, Stage.INGEST, 1, 1),
                ingested(),
                new StageStarted(ID, Stage.TEST, 1, 1),
                testFailed(),
                new PipelineFailed(ID, Stage.TEST, PROBLEM, List.of(Stage.DEPLOY)));
    }

    private static StageCompleted ingested() {
        return new StageCompleted(ID, Stage.INGEST, 1, 1, Map.of("files", 3), List.of(PATCH), List.of());
    }

    private static StageFailed testFailed() {
        Check check = Check.atMost("tests_failed", Check.Severity.ERROR, 2, 0, "tests", "2 tests failed");
        return new StageFailed(ID, Stage.TEST, 1, 1, PROBLEM, Map.of(), List.of(), List.of(check));
    }

    /** The state after these events, the first at {@link #T0} and each a second after the one before. */
    private static PipelineState after(PipelineEvent... events) {
        @Nullable PipelineState state = null;
        Instant at = T0;
        for (PipelineEvent event : new ArrayList<>(List.of(events))) {
            state = PipelineState.evolve(state, event, at);
            at = at.plusSeconds(1);
        }
        if (state == null) {
            throw new AssertionError("give at least one event");
        }
        return state;
    }
}
