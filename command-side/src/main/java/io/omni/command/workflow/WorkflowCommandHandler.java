package io.omni.command.workflow;

import io.omni.command.Refusal;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.HookReceived;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.TriggerType;
import io.omni.events.workflow.WorkflowId;
import io.omni.events.workflow.WorkflowSlotsId;
import io.omni.events.workflow.WorkflowState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Handles the commands on workflows and executions. An execution and the place it holds change in one append, and so do a hook and all
 * that it starts. Whoever holds an execution and needs the places takes them second, so that nobody waits in a circle.
 */
class WorkflowCommandHandler {
    private final Repository<Workflow> workflows;
    private final Repository<Execution> executions;
    private final Repository<WorkflowSlots> slots;
    private final Repository<Hook> hooks;
    private final Clock clock;

    WorkflowCommandHandler(
            Repository<Workflow> workflows,
            Repository<Execution> executions,
            Repository<WorkflowSlots> slots,
            Repository<Hook> hooks,
            Clock clock) {
        this.workflows = workflows;
        this.executions = executions;
        this.slots = slots;
        this.hooks = hooks;
        this.clock = clock;
    }

    @CommandHandler
    boolean handle(CreateWorkflow command) throws Exception {
        workflows.newInstance(() -> Workflow.create(command));
        return true;
    }

    @CommandHandler
    boolean handle(UpdateWorkflow command) throws Exception {
        return workflow(command.workflowId()).invoke(w -> w.decide(command));
    }

    @CommandHandler
    boolean handle(DeleteWorkflow command) throws Exception {
        return workflow(command.workflowId()).invoke(w -> w.decide(command));
    }

    @CommandHandler
    boolean handle(ReportMissedFirings command) throws Exception {
        return workflow(command.workflowId()).invoke(w -> w.decide(command));
    }

    @CommandHandler
    boolean handle(StartExecution command) throws Exception {
        return start(command);
    }

    @CommandHandler
    boolean handle(ReceiveHook command) throws Exception {
        Aggregate<Hook> hook = hooks.loadOrCreate(command.hookId().value(), () -> new Hook(command.hookId()));
        if (hook.invoke(Hook::isKnown)) {
            return false;
        }
        List<HookReceived.Started> started = new ArrayList<>();
        for (ReceiveHook.Wanted wanted : command.wanted()) {
            WorkflowState workflow = listening(wanted.workflowId());
            if (workflow != null) {
                start(new StartExecution(
                        wanted.executionId(),
                        wanted.workflowId(),
                        Map.of(),
                        command.payload(),
                        new StartedBy(TriggerType.WEBHOOK, command.hookId().value(), 0)));
                started.add(new HookReceived.Started(
                        wanted.executionId(), wanted.workflowId(), workflow.definitionVersion()));
            }
        }
        hook.execute(h -> h.receive(command, started));
        return true;
    }

    @CommandHandler
    boolean handle(AdmitExecution command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(CancelExecution command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportStepResult command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportStepFailure command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportStepLost command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(RetryExecution command) throws Exception {
        Aggregate<Execution> execution = execution(command.executionId());
        ExecutionState state = execution.invoke(Execution::state);
        ExecutionDecider.requireFailed(state);
        boolean queued = !takesPlace(
                state.workflowId(), state.executionId(), state.definition().maxParallel());
        Instant now = clock.instant();
        execution.execute(e -> e.retry(queued, now));
        giveBackIfEnded(execution.invoke(Execution::state));
        return true;
    }

    private boolean start(StartExecution command) throws Exception {
        WorkflowState workflow = workflow(command.workflowId()).invoke(Workflow::present);
        Aggregate<Execution> execution;
        if (command.startedBy().type() == TriggerType.MANUAL
                || command.startedBy().type() == TriggerType.WEBHOOK) {
            // Their ids were made a moment ago, so there is nothing to look for.
            execution = executions.newInstance(() -> new Execution(command.executionId()));
        } else {
            execution =
                    executions.loadOrCreate(command.executionId().value(), () -> new Execution(command.executionId()));
            if (execution.invoke(Execution::isStarted)) {
                return false;
            }
        }
        boolean queued = !takesPlace(
                workflow.workflowId(),
                command.executionId(),
                workflow.definition().maxParallel());
        Instant now = clock.instant();
        execution.execute(e -> e.start(command, workflow, queued, now));
        giveBackIfEnded(execution.invoke(Execution::state));
        return true;
    }

    private boolean decide(ExecutionCommand command) throws Exception {
        Aggregate<Execution> execution = execution(command.executionId());
        boolean wasEnded = execution.invoke(Execution::state).isEnded();
        Instant now = clock.instant();
        boolean changed = execution.invoke(e -> e.decide(command, now));
        if (!wasEnded) {
            giveBackIfEnded(execution.invoke(Execution::state));
        }
        return changed;
    }

    private boolean takesPlace(WorkflowId workflow, ExecutionId execution, @Nullable Integer limit) throws Exception {
        if (limit == null) {
            return true;
        }
        WorkflowSlotsId id = WorkflowSlotsId.of(workflow);
        return slots.loadOrCreate(id.value(), () -> new WorkflowSlots(id)).invoke(s -> s.take(id, execution, limit));
    }

    private void giveBackIfEnded(ExecutionState state) throws Exception {
        Integer limit = state.definition().maxParallel();
        if (limit != null && state.isEnded()) {
            WorkflowSlotsId id = WorkflowSlotsId.of(state.workflowId());
            slots.loadOrCreate(id.value(), () -> new WorkflowSlots(id))
                    .execute(s -> s.giveBack(id, state.executionId(), limit));
        }
    }

    private @Nullable WorkflowState listening(WorkflowId id) {
        try {
            WorkflowState state = workflow(id).invoke(Workflow::present);
            return state.definition().listensTo(TriggerType.WEBHOOK) ? state : null;
        } catch (Refusal gone) {
            return null;
        }
    }

    private Aggregate<Workflow> workflow(WorkflowId id) {
        return load(workflows, id.value(), _ -> NotThere.workflow(id));
    }

    private Aggregate<Execution> execution(ExecutionId id) {
        return load(executions, id.value(), _ -> NotThere.execution(id));
    }

    private static <T> Aggregate<T> load(
            Repository<T> repository, String id, Function<AggregateNotFoundException, Refusal> missing) {
        try {
            return repository.load(id);
        } catch (AggregateNotFoundException e) {
            throw missing.apply(e);
        }
    }
}
