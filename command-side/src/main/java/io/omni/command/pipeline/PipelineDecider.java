package io.omni.command.pipeline;

import io.omni.command.Refusal;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.ContextChosen;
import io.omni.events.pipeline.GateEvaluated;
import io.omni.events.pipeline.IterationStarted;
import io.omni.events.pipeline.PipelineCancelRequested;
import io.omni.events.pipeline.PipelineCancelled;
import io.omni.events.pipeline.PipelineCompleted;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineFailed;
import io.omni.events.pipeline.PipelinePaused;
import io.omni.events.pipeline.PipelineResumed;
import io.omni.events.pipeline.PipelineRetried;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.Problem;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageAttemptLost;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageFailed;
import io.omni.events.pipeline.StageRetryScheduled;
import io.omni.events.pipeline.StageStarted;
import io.omni.events.pipeline.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a command changes about a pipeline. Pure: the same state, command and time give the same events. What follows from a
 * change (the next stage, another iteration, the end) is decided in the same breath, so that there is no moment at which a pipeline
 * waits for someone to notice.
 */
final class PipelineDecider {
    private static final String CONTINUE = "continue";
    private static final String ITERATE = "iterate";
    private static final String FAIL = "fail";

    private final Instant now;
    private final List<PipelineEvent> decided = new ArrayList<>();
    private PipelineState state;

    private PipelineDecider(PipelineState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /**
     * What a command changes; empty when it changes nothing.
     *
     * @param now the time to decide at
     * @throws Refusal when a rule refuses it
     */
    static List<PipelineEvent> decide(PipelineState state, PipelineCommand command, Instant now) {
        PipelineDecider decider = new PipelineDecider(state, now);
        switch (command) {
            case ReportStageResult c -> decider.result(c);
            case ReportStageFailure c -> decider.failure(c);
            case ReportStageLost c -> decider.lost(c);
            case ReportStageStopped c -> decider.stopped(c);
            case CancelPipeline c -> decider.cancel(c);
            case PausePipeline _ -> decider.pause();
            case ResumePipeline _ -> decider.resume();
            case RetryPipeline _ -> decider.retry();
        }
        return List.copyOf(decider.decided);
    }

    private void result(ReportStageResult c) {
        if (!isCurrent(c.stage(), c.iteration(), c.attempt())) {
            return;
        }
        StageResult result = c.result();
        if (result.contextChoice() != null) {
            StageResult.ContextChoice choice = result.contextChoice();
            int maxTokens = state.context().maxContextTokens();
            then(new ContextChosen(
                    state.pipelineId(), c.iteration(), choice.tokens(), maxTokens, choice.chosen(), choice.dropped()));
        }
        List<Check> failures = QualityGatePolicy.failures(state.config().qualityGate(), result.checks());
        if (!result.checks().isEmpty()) {
            gate(c.stage(), result.checks(), failures);
        }
        if (failures.isEmpty()) {
            then(new StageCompleted(
                    state.pipelineId(),
                    c.stage(),
                    c.iteration(),
                    c.attempt(),
                    result.output(),
                    result.artifacts(),
                    result.checks()));
            goOn();
        } else {
            Problem problem = new Problem("STAGE_FAILED", summary(c.stage(), failures));
            String feedback = result.feedback() == null ? problem.message() : result.feedback();
            fail(c.stage(), problem, result.output(), result.artifacts(), result.checks(), feedback);
        }
    }

    private void failure(ReportStageFailure c) {
        if (!isCurrent(c.stage(), c.iteration(), c.attempt())) {
            return;
        }
        StageFailure failure = c.failure();
        Optional<Duration> delay = failure.kind() == StageFailure.Kind.TRANSIENT && !isCancelling()
                ? RetryPolicy.delayAfter(stage(c.stage()), failure.retryAfter())
                : Optional.empty();
        if (delay.isPresent()) {
            retryStage(c.stage(), now.plus(delay.get()), failure.problem());
        } else {
            String feedback = failure.kind() == StageFailure.Kind.REPAIRABLE ? failure.feedback() : null;
            fail(c.stage(), failure.problem(), failure.output(), failure.artifacts(), List.of(), feedback);
        }
    }

    private void lost(ReportStageLost c) {
        if (!isCurrent(c.stage(), c.iteration(), c.attempt())) {
            return;
        }
        then(new StageAttemptLost(state.pipelineId(), c.stage(), c.iteration(), c.attempt(), c.node()));
        Problem problem = new Problem("STAGE_FAILED", "the node that worked on the stage is gone");
        if (!isCancelling() && RetryPolicy.allowsAfterLoss(stage(c.stage()))) {
            retryStage(c.stage(), now, problem);
        } else {
            fail(c.stage(), problem, Map.of(), List.of(), List.of(), null);
        }
    }

    private void stopped(ReportStageStopped c) {
        if (isCurrent(c.stage(), c.iteration(), c.attempt()) && state.forceCancel()) {
            Problem problem = new Problem("CANCELLED", "stopped because the pipeline's cancellation was forced");
            fail(c.stage(), problem, Map.of(), List.of(), List.of(), null);
        }
    }

    private void cancel(CancelPipeline c) {
        if (state.isEnded()) {
            throw refusal("PIPELINE_NOT_RUNNING", "the pipeline has ended; there is nothing to cancel");
        }
        if (isCancelling() && (state.forceCancel() || !c.force())) {
            return;
        }
        then(new PipelineCancelRequested(state.pipelineId(), c.force()));
        Stage running = state.runningStage();
        if (running == null) {
            goOn();
        } else if (isWaitingForRetry(running)) {
            StageState waiting = stage(running);
            Problem problem = new Problem("CANCELLED", "cancelled while it waited for its next try");
            fail(running, problem, waiting.output(), waiting.artifacts(), waiting.checks(), null);
        }
    }

    private void pause() {
        switch (state.status()) {
            case RUNNING -> then(new PipelinePaused(state.pipelineId()));
            case PAUSED -> {}
            case CANCELLING, COMPLETED, FAILED, CANCELLED ->
                throw refusal("PIPELINE_NOT_RUNNING", "only a running pipeline can be paused");
        }
    }

    private void resume() {
        switch (state.status()) {
            case PAUSED -> {
                then(new PipelineResumed(state.pipelineId()));
                if (state.runningStage() == null) {
                    goOn();
                }
            }
            case RUNNING -> {}
            case CANCELLING, COMPLETED, FAILED, CANCELLED ->
                throw refusal("PIPELINE_NOT_PAUSED", "only a paused pipeline can be resumed");
        }
    }

    private void retry() {
        Stage failed = state.failedStage();
        if (state.status() != PipelineStatus.FAILED || failed == null) {
            throw refusal("PIPELINE_NOT_FAILED", "only a failed pipeline can be retried");
        }
        int limit = state.iteration() + state.config().maxIterations() - 1;
        then(new PipelineRetried(state.pipelineId(), failed, limit));
        goOn();
    }

    private void gate(Stage stage, List<Check> checks, List<Check> failures) {
        String decision = failures.isEmpty() ? CONTINUE : IterationPolicy.allows(state, stage) ? ITERATE : FAIL;
        then(new GateEvaluated(
                state.pipelineId(),
                stage,
                state.iteration(),
                state.config().qualityGate(),
                failures.isEmpty(),
                decision,
                failures.stream().map(Check::name).toList(),
                checks,
                QualityGatePolicy.REF));
    }

    /** Ends the stage; then another iteration when there is feedback for one and the policy allows it, otherwise the pipeline's end. */
    private void fail(
            Stage stage,
            Problem problem,
            Map<String, Object> output,
            List<ArtifactRef> artifacts,
            List<Check> checks,
            @Nullable String feedback) {
        int iteration = state.iteration();
        int attempt = stage(stage).attempt();
        then(new StageFailed(state.pipelineId(), stage, iteration, attempt, problem, output, artifacts, checks));
        if (isCancelling()) {
            then(new PipelineCancelled(state.pipelineId(), state.pendingStages()));
        } else if (feedback != null && IterationPolicy.allows(state, stage)) {
            String bounded = feedback.length() <= IterationPolicy.MAX_FEEDBACK
                    ? feedback
                    : feedback.substring(feedback.length() - IterationPolicy.MAX_FEEDBACK);
            then(new IterationStarted(state.pipelineId(), iteration + 1, stage, bounded, IterationPolicy.REF));
            goOn();
        } else {
            then(new PipelineFailed(state.pipelineId(), stage, problem, state.pendingStages()));
        }
    }

    private void retryStage(Stage stage, Instant dueAt, Problem problem) {
        int next = stage(stage).attempt() + 1;
        then(new StageRetryScheduled(
                state.pipelineId(), stage, state.iteration(), next, dueAt, problem, RetryPolicy.REF));
    }

    /** What follows when no stage is at work. */
    private void goOn() {
        Stage next = state.nextPending();
        if (isCancelling()) {
            then(new PipelineCancelled(state.pipelineId(), state.pendingStages()));
        } else if (next == null) {
            then(new PipelineCompleted(state.pipelineId(), state.iteration()));
        } else if (state.status() == PipelineStatus.RUNNING) {
            then(new StageStarted(
                    state.pipelineId(), next, state.iteration(), stage(next).attempt() + 1));
        }
    }

    private void then(PipelineEvent event) {
        decided.add(event);
        state = PipelineState.evolve(state, event, now);
    }

    private boolean isCurrent(Stage stage, int iteration, int attempt) {
        StageState current = state.stage(stage);
        return current != null
                && stage == state.runningStage()
                && current.iteration() == iteration
                && current.attempt() == attempt;
    }

    private boolean isCancelling() {
        return state.status() == PipelineStatus.CANCELLING;
    }

    private boolean isWaitingForRetry(Stage stage) {
        Instant retryAt = stage(stage).retryAt();
        return retryAt != null && retryAt.isAfter(now);
    }

    private StageState stage(Stage stage) {
        StageState found = state.stage(stage);
        if (found == null) {
            throw new IllegalStateException("the pipeline has no stage " + stage.wireName());
        }
        return found;
    }

    private static String summary(Stage stage, List<Check> failures) {
        List<String> sentences = failures.stream()
                .limit(5)
                .map(check -> check.name() + ": " + check.message())
                .toList();
        return stage.wireName() + " did not pass its quality gate: " + String.join("; ", sentences);
    }

    private Refusal refusal(String code, String message) {
        return new Refusal(
                code,
                message,
                new Refusal.Detail("pipeline_id", state.pipelineId().value()),
                new Refusal.Detail("status", state.status().wireName()));
    }
}
