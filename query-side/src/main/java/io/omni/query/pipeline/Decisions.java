package io.omni.query.pipeline;

import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.ContextChosen;
import io.omni.events.pipeline.GateEvaluated;
import io.omni.events.pipeline.IterationStarted;
import io.omni.events.pipeline.PipelineCancelRequested;
import io.omni.events.pipeline.PipelineCancelled;
import io.omni.events.pipeline.PipelineCompleted;
import io.omni.events.pipeline.PipelineFailed;
import io.omni.events.pipeline.PipelinePaused;
import io.omni.events.pipeline.PipelineResumed;
import io.omni.events.pipeline.PipelineRetried;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PolicyRef;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageAttemptLost;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageFailed;
import io.omni.events.pipeline.StageRetryScheduled;
import io.omni.events.pipeline.StageStarted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the decision out of an event. */
final class Decisions {
    private Decisions() {}

    /** The decision behind an event; null for an event that only says that work began or ended. */
    static @Nullable Decision of(RecordedEvent recorded) {
        return switch (recorded.event()) {
            case StageStarted _, StageCompleted _ -> null;
            case PipelineStarted e -> started(recorded, e);
            case ContextChosen e -> context(recorded, e);
            case GateEvaluated e -> gate(recorded, e);
            case StageRetryScheduled e -> retry(recorded, e);
            case StageAttemptLost e -> lost(recorded, e);
            case StageFailed e -> stageFailed(recorded, e);
            case IterationStarted e -> iteration(recorded, e);
            case PipelinePaused _ ->
                decision(recorded, "paused", "Someone asked it to hold before its next stage.", null, new Facts());
            case PipelineResumed _ -> decision(recorded, "resumed", "Someone asked it to go on.", null, new Facts());
            case PipelineCancelRequested e -> cancelRequested(recorded, e);
            case PipelineCancelled e ->
                decision(
                        recorded,
                        "cancelled",
                        "The cancellation that was asked for is done; the stages that had not run were skipped.",
                        null,
                        new Facts().with("skipped_stages", names(e.skippedStages())));
            case PipelineCompleted e ->
                decision(
                        recorded,
                        "completed",
                        "Every stage completed.",
                        null,
                        new Facts().with("iterations", e.iterations()));
            case PipelineFailed e -> failed(recorded, e);
            case PipelineRetried e ->
                decision(
                        recorded,
                        "retried",
                        "Someone asked it to go on from " + e.fromStage().wireName()
                                + ", with what the earlier stages made.",
                        null,
                        new Facts()
                                .with("from_stage", e.fromStage().wireName())
                                .with("iteration_limit", e.iterationLimit()));
        };
    }

    private static Decision started(RecordedEvent recorded, PipelineStarted e) {
        Facts facts = new Facts()
                .with("task", e.task())
                .with("stages", names(e.stages()))
                .with("repo_url", e.config().repoUrl().value())
                .with("branch", e.config().branch().value())
                .with("model", e.config().model())
                .with("language", e.config().language())
                .with("max_iterations", e.config().maxIterations())
                .with("quality_gate", e.config().qualityGate().wireName())
                .with(
                        "knowledge_sources",
                        e.context().knowledgeSources().stream()
                                .map(s -> s.wireName())
                                .toList())
                .with("max_context_tokens", e.context().maxContextTokens());
        return decision(recorded, "started", "It was asked for, and no other pipeline held the branch.", null, facts);
    }

    private static Decision context(RecordedEvent recorded, ContextChosen e) {
        String reason = "The " + e.chosen().size() + " passages that fit the task best were taken into " + e.tokens()
                + " of at most " + e.maxTokens() + " tokens.";
        Facts facts = new Facts()
                .with("iteration", e.iteration())
                .with("tokens", e.tokens())
                .with("max_tokens", e.maxTokens())
                .with("chosen", Facts.items(e.chosen()))
                .with("dropped", Facts.items(e.dropped()));
        return decision(recorded, "context_chosen", reason, null, facts);
    }

    private static Decision gate(RecordedEvent recorded, GateEvaluated e) {
        String gate = "The " + e.gate().wireName() + " gate ";
        String reason = e.passed()
                ? gate + "let " + e.stage().wireName() + " through."
                : gate + "failed " + e.stage().wireName() + " on " + String.join(", ", e.failedChecks()) + ".";
        Facts facts = new Facts()
                .with("stage", e.stage().wireName())
                .with("iteration", e.iteration())
                .with("gate", e.gate().wireName())
                .with("passed", e.passed())
                .with("consequence", e.decision())
                .with("failed_checks", e.failedChecks())
                .with("checks", Facts.checks(e.checks()));
        return decision(recorded, e.passed() ? "gate_passed" : "gate_failed", reason, e.policy(), facts);
    }

    private static Decision retry(RecordedEvent recorded, StageRetryScheduled e) {
        Facts facts = attempt(e.stage(), e.iteration(), e.attempt())
                .with("due_at", e.dueAt().toString())
                .with("code", e.problem().code())
                .with("message", e.problem().message());
        String reason = "The trouble that " + e.stage().wireName() + " met may pass, so it is tried again.";
        return decision(recorded, "retry_scheduled", reason, e.policy(), facts);
    }

    private static Decision lost(RecordedEvent recorded, StageAttemptLost e) {
        String reason = "The node that worked on " + e.stage().wireName() + " died or lost its hold on the work.";
        Facts facts = attempt(e.stage(), e.iteration(), e.attempt()).with("node", e.node());
        return decision(recorded, "attempt_lost", reason, null, facts);
    }

    private static Decision stageFailed(RecordedEvent recorded, StageFailed e) {
        List<Check> failed = e.checks().stream()
                .filter(c -> c.verdict() == Check.Verdict.FAILED)
                .toList();
        Facts facts = attempt(e.stage(), e.iteration(), e.attempt())
                .with("code", e.problem().code())
                .with("failed_checks", Facts.checks(failed));
        return decision(recorded, "stage_failed", e.problem().message(), null, facts);
    }

    private static Decision iteration(RecordedEvent recorded, IterationStarted e) {
        String reason = e.failedStage().wireName() + " failed and iterations were left, so generate begins again"
                + " with what went wrong.";
        Facts facts = new Facts()
                .with("iteration", e.iteration())
                .with("failed_stage", e.failedStage().wireName())
                .with("feedback", e.feedback());
        return decision(recorded, "iteration_started", reason, e.policy(), facts);
    }

    private static Decision cancelRequested(RecordedEvent recorded, PipelineCancelRequested e) {
        String reason = "Someone asked to cancel it"
                + (e.force() ? " and to stop its running stage." : "; its running stage completes first.");
        return decision(recorded, "cancel_requested", reason, null, new Facts().with("force", e.force()));
    }

    private static Decision failed(RecordedEvent recorded, PipelineFailed e) {
        Facts facts = new Facts()
                .with("stage", e.stage().wireName())
                .with("code", e.problem().code())
                .with("message", e.problem().message())
                .with("skipped_stages", names(e.skippedStages()));
        String reason = e.stage().wireName() + " failed for good, and what comes after it needs it.";
        return decision(recorded, "failed", reason, null, facts);
    }

    private static Facts attempt(Stage stage, int iteration, int attempt) {
        return new Facts()
                .with("stage", stage.wireName())
                .with("iteration", iteration)
                .with("attempt", attempt);
    }

    private static List<String> names(List<Stage> stages) {
        return stages.stream().map(Stage::wireName).toList();
    }

    private static Decision decision(
            RecordedEvent recorded, String decision, String reason, @Nullable PolicyRef policy, Facts facts) {
        return new Decision(
                recorded.occurredAt(),
                decision,
                reason,
                policy,
                facts.toMap(),
                recorded.eventId(),
                recorded.sequence(),
                recorded.actor(),
                null);
    }
}
