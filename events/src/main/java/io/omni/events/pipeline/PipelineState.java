package io.omni.events.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline's events add up to. This is the only fold of them: the aggregate decides on it, the workers read their input
 * from it, the projection stores it and time travel recomputes it, so that all four always agree.
 *
 * @param pipelineId the pipeline
 * @param status where it stands
 * @param task what it should do
 * @param config what it works on, and how
 * @param context what it may draw its context from
 * @param stages the stages it runs, in order, each with its state
 * @param iterations the turns of generate, validate and test so far, oldest first
 * @param iterationLimit the last iteration it may reach
 * @param forceCancel whether the cancellation stops the running stage too
 * @param failedStage the stage it ended at; null unless it failed
 * @param problem why it failed; null unless it did
 * @param createdAt when it was accepted
 * @param completedAt when it ended, however it ended; null until then
 * @param version how many events it has
 */
public record PipelineState(
        PipelineId pipelineId,
        PipelineStatus status,
        String task,
        PipelineConfig config,
        PipelineContext context,
        Map<Stage, StageState> stages,
        List<IterationState> iterations,
        int iterationLimit,
        boolean forceCancel,
        @Nullable Stage failedStage,
        @Nullable Problem problem,
        Instant createdAt,
        @Nullable Instant completedAt,
        long version) {

    /** Keeps its own copies of the collections; the stages stay in their order. */
    public PipelineState {
        stages = Collections.unmodifiableMap(new EnumMap<>(stages));
        iterations = List.copyOf(iterations);
    }

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link PipelineStarted}
     * @param event what happened
     * @param at when it happened
     */
    public static PipelineState evolve(@Nullable PipelineState state, PipelineEvent event, Instant at) {
        if (state == null) {
            if (event instanceof PipelineStarted started) {
                return begin(started, at);
            }
            throw new IllegalArgumentException("a pipeline's history begins with pipeline.started");
        }
        return state.after(event, at).withVersion(state.version + 1);
    }

    /** The iteration that it is in, from 1. */
    @JsonIgnore
    public int iteration() {
        return iterations.getLast().number();
    }

    /** Whether it has ended; an ended pipeline goes on only by a retry. */
    @JsonIgnore
    public boolean isEnded() {
        return switch (status) {
            case COMPLETED, FAILED, CANCELLED -> true;
            case RUNNING, CANCELLING, PAUSED -> false;
        };
    }

    /** The stage that is at work; null between stages and after the end. */
    @JsonIgnore
    public @Nullable Stage runningStage() {
        return firstWith(StageStatus.RUNNING);
    }

    /** The next stage that has not run; null when there is none. */
    @JsonIgnore
    public @Nullable Stage nextPending() {
        return firstWith(StageStatus.PENDING);
    }

    /** The stages that have not run, in order. */
    @JsonIgnore
    public List<Stage> pendingStages() {
        return stages.entrySet().stream()
                .filter(e -> e.getValue().status() == StageStatus.PENDING)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The state of a stage.
     *
     * @return null when the pipeline doesn't have the stage
     */
    public @Nullable StageState stage(Stage stage) {
        return stages.get(stage);
    }

    /** The lease that it holds while it isn't ended. */
    @JsonIgnore
    public BranchLeaseId leaseId() {
        return BranchLeaseId.of(config.repoUrl(), config.branch());
    }

    private @Nullable Stage firstWith(StageStatus wanted) {
        for (Map.Entry<Stage, StageState> entry : stages.entrySet()) {
            if (entry.getValue().status() == wanted) {
                return entry.getKey();
            }
        }
        return null;
    }

    private static PipelineState begin(PipelineStarted e, Instant at) {
        Map<Stage, StageState> stages = new EnumMap<>(Stage.class);
        e.stages().forEach(stage -> stages.put(stage, StageState.PENDING));
        return new PipelineState(
                e.pipelineId(),
                PipelineStatus.RUNNING,
                e.task(),
                e.config(),
                e.context(),
                stages,
                List.of(new IterationState(1, at, null, null)),
                e.config().maxIterations(),
                false,
                null,
                null,
                at,
                null,
                1);
    }

    private PipelineState after(PipelineEvent event, Instant at) {
        return switch (event) {
            case PipelineStarted e -> throw new IllegalArgumentException("a pipeline starts once: " + e.pipelineId());
            case StageStarted e -> withStage(e.stage(), s -> s.started(e.iteration(), e.attempt(), at));
            case StageCompleted e -> withStage(e.stage(), s -> s.completed(e, at));
            case StageFailed e -> withStage(e.stage(), s -> s.failed(e, at));
            case StageRetryScheduled e ->
                withStage(e.stage(), s -> s.retryScheduled(e.attempt(), e.dueAt(), e.problem()));
            case StageAttemptLost _, GateEvaluated _, ContextChosen _ -> this;
            case IterationStarted e -> iterating(e, at);
            case PipelinePaused _ -> with(PipelineStatus.PAUSED, null);
            case PipelineResumed _ -> with(PipelineStatus.RUNNING, null);
            case PipelineCancelRequested e -> cancelling(e.force());
            case PipelineCancelled _ -> withSkippedPending().with(PipelineStatus.CANCELLED, at);
            case PipelineCompleted _ -> with(PipelineStatus.COMPLETED, at);
            case PipelineFailed e -> withSkippedPending().failing(e, at);
            case PipelineRetried e -> retried(e);
        };
    }

    private PipelineState iterating(IterationStarted e, Instant at) {
        List<IterationState> more = new ArrayList<>(iterations);
        more.add(new IterationState(e.iteration(), at, e.failedStage(), e.feedback()));
        Map<Stage, StageState> again = new EnumMap<>(stages);
        for (Stage stage : List.of(Stage.GENERATE, Stage.VALIDATE, Stage.TEST)) {
            again.computeIfPresent(stage, (_, s) -> s.pendingAgain());
        }
        return copy(status, again, more, iterationLimit, forceCancel, failedStage, problem, completedAt);
    }

    private PipelineState cancelling(boolean force) {
        return copy(
                PipelineStatus.CANCELLING,
                stages,
                iterations,
                iterationLimit,
                forceCancel || force,
                failedStage,
                problem,
                completedAt);
    }

    private PipelineState failing(PipelineFailed e, Instant at) {
        return copy(PipelineStatus.FAILED, stages, iterations, iterationLimit, forceCancel, e.stage(), e.problem(), at);
    }

    private PipelineState retried(PipelineRetried e) {
        Map<Stage, StageState> again = new EnumMap<>(stages);
        again.replaceAll((stage, s) -> stage.compareTo(e.fromStage()) < 0 ? s : s.pendingAgain());
        return copy(PipelineStatus.RUNNING, again, iterations, e.iterationLimit(), false, null, null, null);
    }

    private PipelineState withStage(Stage stage, UnaryOperator<StageState> change) {
        Map<Stage, StageState> changed = new EnumMap<>(stages);
        changed.computeIfPresent(stage, (_, s) -> change.apply(s));
        return copy(status, changed, iterations, iterationLimit, forceCancel, failedStage, problem, completedAt);
    }

    private PipelineState withSkippedPending() {
        Map<Stage, StageState> changed = new EnumMap<>(stages);
        changed.replaceAll((_, s) -> s.status() == StageStatus.PENDING ? s.skipped() : s);
        return copy(status, changed, iterations, iterationLimit, forceCancel, failedStage, problem, completedAt);
    }

    private PipelineState with(PipelineStatus newStatus, @Nullable Instant endedAt) {
        return copy(newStatus, stages, iterations, iterationLimit, forceCancel, failedStage, problem, endedAt);
    }

    private PipelineState withVersion(long newVersion) {
        return new PipelineState(
                pipelineId,
                status,
                task,
                config,
                context,
                stages,
                iterations,
                iterationLimit,
                forceCancel,
                failedStage,
                problem,
                createdAt,
                completedAt,
                newVersion);
    }

    private PipelineState copy(
            PipelineStatus newStatus,
            Map<Stage, StageState> newStages,
            List<IterationState> newIterations,
            int newLimit,
            boolean newForce,
            @Nullable Stage newFailedStage,
            @Nullable Problem newProblem,
            @Nullable Instant newCompletedAt) {
        return new PipelineState(
                pipelineId,
                newStatus,
                task,
                config,
                context,
                newStages,
                newIterations,
                newLimit,
                newForce,
                newFailedStage,
                newProblem,
                createdAt,
                newCompletedAt,
                version);
    }
}
