package io.omni.command.workflow;

import io.omni.command.Refusal;
import io.omni.events.pipeline.Problem;
import io.omni.events.workflow.ExecutionAdmitted;
import io.omni.events.workflow.ExecutionCancelRequested;
import io.omni.events.workflow.ExecutionCancelled;
import io.omni.events.workflow.ExecutionCompleted;
import io.omni.events.workflow.ExecutionEvent;
import io.omni.events.workflow.ExecutionFailed;
import io.omni.events.workflow.ExecutionRetried;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.ExecutionStatus;
import io.omni.events.workflow.OnFailure;
import io.omni.events.workflow.StepAttemptLost;
import io.omni.events.workflow.StepCompleted;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.StepFailed;
import io.omni.events.workflow.StepRetryScheduled;
import io.omni.events.workflow.StepSkipped;
import io.omni.events.workflow.StepStarted;
import io.omni.events.workflow.StepState;
import io.omni.events.workflow.StepStatus;
import io.omni.events.workflow.StepTemplates;
import io.omni.events.workflow.TemplateOverflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a command changes about an execution. Pure: the same state, command and time give the same events. What follows from a
 * change, the next steps or the end, is decided in the same breath.
 */
final class ExecutionDecider {
    private static final int MAX_LOSSES = 5;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private final Instant now;
    private final List<ExecutionEvent> decided = new ArrayList<>();
    private ExecutionState state;

    private ExecutionDecider(ExecutionState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /** What follows from an execution's start. */
    static List<ExecutionEvent> begin(ExecutionState state, Instant now) {
        ExecutionDecider decider = new ExecutionDecider(state, now);
        decider.goOn();
        return List.copyOf(decider.decided);
    }

    /**
     * What a command changes; empty when it changes nothing.
     *
     * @throws Refusal when a rule refuses it
     */
    static List<ExecutionEvent> decide(ExecutionState state, ExecutionCommand command, Instant now) {
        ExecutionDecider decider = new ExecutionDecider(state, now);
        switch (command) {
            case AdmitExecution _ -> decider.admit();
            case CancelExecution _ -> decider.cancel();
            case ReportStepResult c -> decider.result(c);
            case ReportStepFailure c -> decider.failure(c);
            case ReportStepLost c -> decider.lost(c);
            case RetryExecution _ -> throw new IllegalStateException("a retry needs to know whether there is a place");
        }
        return List.copyOf(decider.decided);
    }

    /** What a retry changes, once it is known whether there is a place for it. */
    static List<ExecutionEvent> retry(ExecutionState state, boolean queued, Instant now) {
        ExecutionDecider decider = new ExecutionDecider(state, now);
        decider.then(new ExecutionRetried(state.executionId(), queued));
        decider.goOn();
        return List.copyOf(decider.decided);
    }

    /**
     * Checks that an execution can be retried.
     *
     * @throws Refusal when it can't
     */
    static void requireFailed(ExecutionState state) {
        if (state.status() != ExecutionStatus.FAILED) {
            throw refusal(state, "EXECUTION_NOT_FAILED", "only a failed execution can be retried");
        }
    }

    private void admit() {
        if (state.status() == ExecutionStatus.QUEUED) {
            then(new ExecutionAdmitted(state.executionId()));
            goOn();
        }
    }

    private void result(ReportStepResult c) {
        if (isCurrent(c.step(), c.attempt())) {
            then(new StepCompleted(state.executionId(), c.step(), c.attempt(), c.statusCode(), c.output()));
            goOn();
        }
    }

    private void failure(ReportStepFailure c) {
        if (!isCurrent(c.step(), c.attempt())) {
            return;
        }
        StepState step = step(c.step());
        StepDefinition definition = definition(c.step());
        boolean triesLeft = step.tries() - step.losses() < definition.retry().maxAttempts();
        if (c.failure().passing() && triesLeft && mayGoOn()) {
            Duration own = definition.retry().delayAfter(step.tries() - step.losses());
            retryStep(
                    c.step(),
                    now.plus(longer(own, c.failure().retryAfter())),
                    c.failure().problem());
        } else {
            fail(c.step(), c.failure().problem(), c.failure().statusCode());
            goOn();
        }
    }

    private void lost(ReportStepLost c) {
        if (!isCurrent(c.step(), c.attempt())) {
            return;
        }
        then(new StepAttemptLost(state.executionId(), c.step(), c.attempt(), c.node()));
        Problem problem = new Problem("STEP_FAILED", "the node that worked on the step is gone");
        if (mayGoOn() && step(c.step()).losses() < MAX_LOSSES) {
            retryStep(c.step(), now, problem);
        } else {
            fail(c.step(), problem, null);
            goOn();
        }
    }

    private void cancel() {
        if (state.isEnded()) {
            throw refusal(state, "EXECUTION_NOT_RUNNING", "the execution has ended; there is nothing to cancel");
        }
        if (state.status() != ExecutionStatus.CANCELLING) {
            then(new ExecutionCancelRequested(state.executionId()));
            endWaiting(new Problem("CANCELLED", "cancelled while it waited for its next try"));
            goOn();
        }
    }

    /** Nothing waits for a retry any more; what is at work comes to its end. */
    private void endWaiting(Problem problem) {
        List<Map.Entry<String, StepState>> steps = List.copyOf(state.steps().entrySet());
        for (Map.Entry<String, StepState> entry : steps) {
            StepState step = entry.getValue();
            boolean waits = step.retryAt() != null && step.retryAt().isAfter(now);
            if (step.status() == StepStatus.RUNNING && waits) {
                then(new StepFailed(
                        state.executionId(), entry.getKey(), step.attempt(), problem, null, continues(entry.getKey())));
            }
        }
    }

    private void fail(String name, Problem problem, @Nullable Integer statusCode) {
        then(new StepFailed(state.executionId(), name, step(name).attempt(), problem, statusCode, continues(name)));
        if (state.failedStep() != null) {
            endWaiting(new Problem("CANCELLED", "another step failed while this one waited for its next try"));
        }
    }

    /** What follows: the steps that are due, or the end. */
    private void goOn() {
        if (state.status() == ExecutionStatus.QUEUED) {
            return;
        }
        while (mayGoOn() && startDue()) {
            // A step that is skipped, or fails before it starts, may make others due.
        }
        if (state.hasRunningStep()) {
            return;
        }
        List<String> pending = state.pendingSteps();
        String failed = state.failedStep();
        Problem problem = state.problem();
        if (state.status() == ExecutionStatus.CANCELLING) {
            then(new ExecutionCancelled(state.executionId(), pending));
        } else if (failed != null && problem != null) {
            then(new ExecutionFailed(state.executionId(), state.workflowId(), failed, problem, pending));
        } else if (pending.isEmpty()) {
            then(new ExecutionCompleted(state.executionId(), state.workflowId()));
        }
    }

    /** Starts every step whose dependencies are settled; whether that may have made more of them due. */
    private boolean startDue() {
        boolean again = false;
        for (StepDefinition step : state.definition().steps()) {
            StepState current = step(step.name());
            if (current.status() != StepStatus.PENDING || !isDue(step)) {
                continue;
            }
            try {
                if (StepTemplates.holds(state, step)) {
                    then(new StepStarted(state.executionId(), step.name(), current.attempt() + 1));
                } else {
                    then(new StepSkipped(state.executionId(), step.name(), "its condition does not hold"));
                    again = true;
                }
            } catch (TemplateOverflow e) {
                then(new StepStarted(state.executionId(), step.name(), current.attempt() + 1));
                fail(step.name(), new Problem("STEP_FAILED", "its condition can't be read: " + e.getMessage()), null);
                again = true;
            }
        }
        return again;
    }

    private boolean isDue(StepDefinition step) {
        return step.dependsOn().stream().map(this::step).allMatch(s -> switch (s.status()) {
            case COMPLETED, SKIPPED, FAILED -> true;
            case PENDING, RUNNING -> false;
        });
    }

    private boolean mayGoOn() {
        return state.status() == ExecutionStatus.RUNNING && state.failedStep() == null;
    }

    private boolean continues(String name) {
        return definition(name).onFailure() == OnFailure.CONTINUE;
    }

    private void retryStep(String name, Instant dueAt, Problem problem) {
        then(new StepRetryScheduled(state.executionId(), name, step(name).attempt() + 1, dueAt, problem));
    }

    private boolean isCurrent(String name, int attempt) {
        StepState step = state.step(name);
        return step != null && step.status() == StepStatus.RUNNING && step.attempt() == attempt;
    }

    private void then(ExecutionEvent event) {
        decided.add(event);
        state = ExecutionState.evolve(state, event, now);
    }

    private StepState step(String name) {
        StepState step = state.step(name);
        if (step == null) {
            throw new IllegalStateException("the execution has no step " + name);
        }
        return step;
    }

    private StepDefinition definition(String name) {
        StepDefinition definition = state.definitionOf(name);
        if (definition == null) {
            throw new IllegalStateException("the execution has no step " + name);
        }
        return definition;
    }

    private static Duration longer(Duration own, @Nullable Duration asked) {
        if (asked == null || asked.compareTo(own) < 0) {
            return own;
        }
        return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }

    private static Refusal refusal(ExecutionState state, String code, String message) {
        return new Refusal(
                code,
                message,
                new Refusal.Detail("execution_id", state.executionId().value()),
                new Refusal.Detail("status", state.status().wireName()));
    }
}
