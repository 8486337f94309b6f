package io.omni.command.workflow;

import io.omni.command.Refusal;
import io.omni.command.eventstore.StoredAggregates;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.HookId;
import io.omni.events.workflow.HookReceived;
import io.omni.events.workflow.WorkflowId;
import io.omni.events.workflow.WorkflowSlotsId;
import io.omni.events.workflow.WorkflowState;
import java.util.List;
import java.util.Optional;
import org.axonframework.common.caching.Cache;
import org.axonframework.modelling.command.Repository;

/** Reads workflows and executions where the workers need them, from the cache of aggregates or from the store. */
public final class WorkflowReader {
    private final Repository<Workflow> workflows;
    private final Repository<Execution> executions;
    private final Repository<Hook> hooks;
    private final Repository<WorkflowSlots> slots;
    private final Cache aggregates;

    WorkflowReader(
            Repository<Workflow> workflows,
            Repository<Execution> executions,
            Repository<Hook> hooks,
            Repository<WorkflowSlots> slots,
            Cache aggregates) {
        this.workflows = workflows;
        this.executions = executions;
        this.hooks = hooks;
        this.slots = slots;
        this.aggregates = aggregates;
    }

    /** The execution as this node knows it; another node may have changed it since. Empty when there is no such execution. */
    public Optional<ExecutionState> known(ExecutionId id) {
        return StoredAggregates.read(executions, id.value(), Execution::state);
    }

    /** The execution as it is stored now. Empty when there is no such execution. */
    public Optional<ExecutionState> stored(ExecutionId id) {
        aggregates.remove(id.value());
        return known(id);
    }

    /** A workflow that is there. Empty when it never was, or is deleted. */
    public Optional<WorkflowState> workflow(WorkflowId id) {
        try {
            return StoredAggregates.read(workflows, id.value(), Workflow::present);
        } catch (Refusal deleted) {
            return Optional.empty();
        }
    }

    /** What a delivery of a hook started. */
    public List<HookReceived.Started> startedBy(HookId id) {
        return StoredAggregates.read(hooks, id.value(), Hook::executions).orElse(List.of());
    }

    /**
     * The places that a workflow's executions share.
     *
     * @param working the executions that have one
     * @param waiting those that wait for one, the first in the queue first
     */
    public record Places(List<ExecutionId> working, List<ExecutionId> waiting) {
        private static final Places NONE = new Places(List.of(), List.of());
    }

    /** Who has a place of a workflow, and who waits; nobody where their number isn't limited. */
    public Places places(WorkflowId id) {
        return StoredAggregates.read(slots, WorkflowSlotsId.of(id).value(), WorkflowSlots::places)
                .orElse(Places.NONE);
    }
}
