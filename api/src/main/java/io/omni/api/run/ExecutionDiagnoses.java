package io.omni.api.run;

import io.omni.api.run.Diagnosis.Code;
import io.omni.api.run.Diagnosis.Pending;
import io.omni.api.run.Diagnosis.Places;
import io.omni.api.run.Diagnosis.Work;
import io.omni.api.run.Surroundings.Attempt;
import io.omni.command.run.RunTasks;
import io.omni.command.workflow.WorkflowReader;
import io.omni.events.run.RunKind;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.ExecutionStatus;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.StepState;
import io.omni.events.workflow.StepStatus;
import io.omni.query.workflow.ExecutionStanding;
import io.omni.query.workflow.WorkflowQueries;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says why an execution of a workflow is where it is. */
@Component
public class ExecutionDiagnoses {
    private final WorkflowQueries queries;
    private final WorkflowReader workflows;
    private final RunTasks tasks;
    private final Surroundings surroundings;
    private final Clock clock;

    ExecutionDiagnoses(
            WorkflowQueries queries, WorkflowReader workflows, RunTasks tasks, Surroundings surroundings, Clock clock) {
        this.queries = queries;
        this.workflows = workflows;
        this.tasks = tasks;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /** Where an execution stands; empty when there is no such execution. */
    public Optional<ExecutionStanding> standing(ExecutionId id) {
        return queries.standing(id);
    }

    /** Why an execution is where it is at this moment. */
    public Diagnosis of(ExecutionStanding standing) {
        ExecutionState state = standing.state();
        Instant now = clock.instant();
        List<Work> works = works(standing, now);
        Places places = places(state);
        Reasons reasons = new Reasons();
        if (state.isEnded()) {
            reasons.ended(state.status().wireName(), state.problem(), state.completedAt());
        }
        works.forEach(reasons::of);
        if (state.status() == ExecutionStatus.QUEUED && places != null && places.ahead() != null) {
            reasons.add(
                    Code.WAITING_FOR_PLACE,
                    "its workflow's places are taken, " + places.taken() + " of " + places.limit()
                            + "; executions before it: " + places.ahead(),
                    state.startedAt() == null ? state.createdAt() : null,
                    null);
        } else if (state.status() == ExecutionStatus.CANCELLING) {
            reasons.add(
                    Code.CANCELLING, "it is being cancelled; its running steps come to their end first", null, null);
        }
        return new Diagnosis(
                RunKind.EXECUTION.wireName(),
                state.executionId().value(),
                state.status().wireName(),
                state.version(),
                reasons.summary(),
                standing.since(),
                Work.nextAttempt(works),
                reasons.sorted(),
                works,
                pending(state),
                places,
                null,
                now);
    }

    private List<Work> works(ExecutionStanding standing, Instant now) {
        ExecutionState state = standing.state();
        return tasks.of(RunKind.EXECUTION, state.executionId().value(), now).stream()
                .map(task -> work(standing, task, now))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The task's name ends in step and attempt, as the execution has them; what it has begun since then is left out. */
    private Optional<Work> work(ExecutionStanding standing, RunTasks.RunTask task, Instant now) {
        ExecutionState state = standing.state();
        for (StepDefinition definition : state.definition().steps()) {
            StepState step = state.step(definition.name());
            String instance = state.executionId() + "/" + definition.name() + "/" + (step == null ? 0 : step.attempt());
            if (step != null && task.key().instance().equals(instance)) {
                Attempt attempt = new Attempt(
                        definition.name(),
                        null,
                        step.attempt(),
                        standing.stepsSince().get(definition.name()),
                        step.problem());
                return Optional.of(surroundings.of(attempt, task, List.of(definition.service()), now));
            }
        }
        return state.status() == ExecutionStatus.QUEUED
                ? Optional.of(surroundings.of(
                        new Attempt("admission", null, null, standing.since(), null), task, List.of(), now))
                : Optional.empty();
    }

    private @Nullable Places places(ExecutionState state) {
        Integer limit = state.definition().maxParallel();
        if (limit == null || state.isEnded()) {
            return null;
        }
        WorkflowReader.Places places = workflows.places(state.workflowId());
        int turn = places.waiting().indexOf(state.executionId());
        return new Places(
                limit,
                places.working().size(),
                turn < 0 ? null : turn,
                places.working().stream().map(ExecutionId::value).toList());
    }

    private static List<Pending> pending(ExecutionState state) {
        if (state.isEnded()) {
            return List.of();
        }
        return state.definition().steps().stream()
                .filter(step -> status(state, step.name()) == StepStatus.PENDING)
                .map(step -> new Pending(
                        step.name(),
                        step.dependsOn().stream()
                                .filter(name -> status(state, name) == StepStatus.PENDING
                                        || status(state, name) == StepStatus.RUNNING)
                                .toList()))
                .toList();
    }

    private static @Nullable StepStatus status(ExecutionState state, String name) {
        StepState step = state.step(name);
        return step == null ? null : step.status();
    }
}
