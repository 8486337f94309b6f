package io.omni.events.workflow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.omni.events.pipeline.JsonObjects;
import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an execution's events add up to; the only fold of them.
 *
 * @param executionId the execution
 * @param workflowId its workflow
 * @param workflowVersion the version of the definition
 * @param definition what it does
 * @param status where it stands
 * @param input what the caller gave
 * @param event what happened outside
 * @param startedBy what started it
 * @param steps its steps, in the definition's order
 * @param failedStep the step that it fails at; null while it doesn't
 * @param problem why it fails; null while it doesn't
 * @param createdAt when it was accepted
 * @param startedAt when it got to work; null while it waits for its first place
 * @param completedAt when it ended, however it ended; null until then
 * @param version how many events it has
 */
public record ExecutionState(
        ExecutionId executionId,
        WorkflowId workflowId,
        int workflowVersion,
        WorkflowDefinition definition,
        ExecutionStatus status,
        Map<String, Object> input,
        Map<String, Object> event,
        StartedBy startedBy,
        Map<String, StepState> steps,
        @Nullable String failedStep,
        @Nullable Problem problem,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        long version) {
    private static final String ENDED_BEFORE = "the execution ended before it";

    /** Keeps its own copies of the objects. */
    public ExecutionState {
        input = JsonObjects.copyOf(input);
        event = JsonObjects.copyOf(event);
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link ExecutionStarted}
     * @param event what happened
     * @param at when it happened
     */
    public static ExecutionState evolve(@Nullable ExecutionState state, ExecutionEvent event, Instant at) {
        if (state == null) {
            if (event instanceof ExecutionStarted started) {
                return begin(started, at);
            }
            throw new IllegalArgumentException("an execution's history begins with workflow.started");
        }
        return state.after(event, at);
    }

    /** Whether it has ended; an ended execution goes on only by a retry. */
    @JsonIgnore
    public boolean isEnded() {
        return switch (status) {
            case COMPLETED, FAILED, CANCELLED -> true;
            case QUEUED, RUNNING, CANCELLING -> false;
        };
    }

    /** Whether a step is at work, or waits to be tried again. */
    @JsonIgnore
    public boolean hasRunningStep() {
        return steps.values().stream().anyMatch(s -> s.status() == StepStatus.RUNNING);
    }

    /** The steps that have not run. */
    @JsonIgnore
    public List<String> pendingSteps() {
        return steps.entrySet().stream()
                .filter(e -> e.getValue().status() == StepStatus.PENDING)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A step's state; null when the execution has no such step. */
    public @Nullable StepState step(String name) {
        return steps.get(name);
    }

    /** A step's definition; null when the execution has no such step. */
    public @Nullable StepDefinition definitionOf(String name) {
        for (StepDefinition step : definition.steps()) {
            if (step.name().equals(name)) {
                return step;
            }
        }
        return null;
    }

    private static ExecutionState begin(ExecutionStarted e, Instant at) {
        Map<String, StepState> steps = new LinkedHashMap<>();
        e.definition().steps().forEach(step -> steps.put(step.name(), StepState.PENDING));
        return new ExecutionState(
                e.executionId(),
                e.workflowId(),
                e.workflowVersion(),
                e.definition(),
                e.queued() ? ExecutionStatus.QUEUED : ExecutionStatus.RUNNING,
                e.input(),
                e.event(),
                e.startedBy(),
                steps,
                null,
                null,
                at,
                e.queued() ? null : at,
                null,
                1);
    }

    private ExecutionState after(ExecutionEvent event, Instant at) {
        return switch (event) {
            case ExecutionStarted e ->
                throw new IllegalArgumentException("an execution starts once: " + e.executionId());
            case ExecutionAdmitted _ ->
                copy(ExecutionStatus.RUNNING, steps, failedStep, problem, startedAt == null ? at : startedAt, null);
            case StepStarted e -> withStep(e.step(), s -> s.started(e.attempt(), at));
            case StepCompleted e -> withStep(e.step(), s -> s.completed(e, at));
            case StepFailed e -> {
                ExecutionState next = withStep(e.step(), s -> s.failed(e, at));
                yield e.continued() || failedStep != null
                        ? next
                        : next.copy(status, next.steps, e.step(), e.problem(), startedAt, completedAt, next.version);
            }
            case StepRetryScheduled e -> withStep(e.step(), s -> s.retrying(e));
            case StepAttemptLost e -> withStep(e.step(), StepState::lost);
            case StepSkipped e -> withStep(e.step(), s -> s.skipped(e.reason(), at));
            case ExecutionCancelRequested _ ->
                copy(ExecutionStatus.CANCELLING, steps, failedStep, problem, startedAt, completedAt);
            case ExecutionCancelled _ ->
                copy(ExecutionStatus.CANCELLED, withoutPending(at), failedStep, problem, startedAt, at);
            case ExecutionCompleted _ -> copy(ExecutionStatus.COMPLETED, steps, null, null, startedAt, at);
            case ExecutionFailed e ->
                copy(ExecutionStatus.FAILED, withoutPending(at), e.step(), e.problem(), startedAt, at);
            case ExecutionRetried e ->
                copy(
                        e.queued() ? ExecutionStatus.QUEUED : ExecutionStatus.RUNNING,
                        pendingAgain(),
                        null,
                        null,
                        startedAt,
                        null);
        };
    }

    private Map<String, StepState> withoutPending(Instant at) {
        Map<String, StepState> next = new LinkedHashMap<>(steps);
        next.replaceAll((_, s) -> s.status() == StepStatus.PENDING ? s.skipped(ENDED_BEFORE, at) : s);
        return next;
    }

    /** What is completed stays so, and what was allowed to fail too; the rest runs again. */
    private Map<String, StepState> pendingAgain() {
        Map<String, StepState> next = new LinkedHashMap<>(steps);
        next.replaceAll((name, s) -> {
            StepDefinition step = definitionOf(name);
            boolean settled = s.status() == StepStatus.COMPLETED
                    || s.status() == StepStatus.SKIPPED && !ENDED_BEFORE.equals(s.reason())
                    || s.status() == StepStatus.FAILED && step != null && step.onFailure() == OnFailure.CONTINUE;
            return settled ? s : s.pendingAgain();
        });
        return next;
    }

    private ExecutionState withStep(String name, UnaryOperator<StepState> change) {
        Map<String, StepState> next = new LinkedHashMap<>(steps);
        next.computeIfPresent(name, (_, s) -> change.apply(s));
        return copy(status, next, failedStep, problem, startedAt, completedAt);
    }

    private ExecutionState copy(
            ExecutionStatus newStatus,
            Map<String, StepState> newSteps,
            @Nullable String newFailedStep,
            @Nullable Problem newProblem,
            @Nullable Instant newStartedAt,
            @Nullable Instant newCompletedAt) {
        return copy(newStatus, newSteps, newFailedStep, newProblem, newStartedAt, newCompletedAt, version + 1);
    }

    private ExecutionState copy(
            ExecutionStatus newStatus,
            Map<String, StepState> newSteps,
            @Nullable String newFailedStep,
            @Nullable Problem newProblem,
            @Nullable Instant newStartedAt,
            @Nullable Instant newCompletedAt,
            long newVersion) {
        return new ExecutionState(
                executionId,
                workflowId,
                workflowVersion,
                definition,
                newStatus,
                input,
                event,
                startedBy,
                newSteps,
                newFailedStep,
                newProblem,
                createdAt,
                newStartedAt,
                newCompletedAt,
                newVersion);
    }
}
