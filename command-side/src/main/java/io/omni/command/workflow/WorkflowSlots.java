package io.omni.command.workflow;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.SlotAwaited;
import io.omni.events.workflow.SlotFreed;
import io.omni.events.workflow.SlotTaken;
import io.omni.events.workflow.WorkflowSlotsEvent;
import io.omni.events.workflow.WorkflowSlotsId;
import java.util.LinkedHashSet;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** The places that the executions of one workflow share, where their number is limited: who has one, and who waits. */
@AggregateRoot(type = "workflow_slots")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class WorkflowSlots {
    @AggregateIdentifier
    private @Nullable String id;

    private final Set<String> working = new LinkedHashSet<>();
    private final Set<String> waiting = new LinkedHashSet<>();

    /** For the repository, which then replays the events. */
    WorkflowSlots() {}

    WorkflowSlots(WorkflowSlotsId id) {
        this.id = id.value();
    }

    /** Takes a place where one is free, a turn in the queue otherwise; whether it got a place. */
    boolean take(WorkflowSlotsId slots, ExecutionId execution, int limit) {
        if (working.contains(execution.value())) {
            return true;
        }
        boolean free = working.size() < limit && waiting.isEmpty();
        AggregateLifecycle.apply(free ? new SlotTaken(slots, execution, false) : new SlotAwaited(slots, execution));
        return free;
    }

    /** Gives a place or a turn back, and places that are free to those who wait longest. */
    void giveBack(WorkflowSlotsId slots, ExecutionId execution, int limit) {
        if (working.contains(execution.value()) || waiting.contains(execution.value())) {
            AggregateLifecycle.apply(new SlotFreed(slots, execution));
        }
        while (working.size() < limit && !waiting.isEmpty()) {
            ExecutionId next = new ExecutionId(waiting.iterator().next());
            AggregateLifecycle.apply(new SlotTaken(slots, next, true));
        }
    }

    /** Who has a place, and who waits for one, in their order. */
    WorkflowReader.Places places() {
        return new WorkflowReader.Places(
                working.stream().map(ExecutionId::new).toList(),
                waiting.stream().map(ExecutionId::new).toList());
    }

    @EventSourcingHandler
    void evolve(WorkflowSlotsEvent event) {
        id = event.slotsId().value();
        switch (event) {
            case SlotTaken e -> {
                waiting.remove(e.executionId().value());
                working.add(e.executionId().value());
            }
            case SlotAwaited e -> waiting.add(e.executionId().value());
            case SlotFreed e -> {
                waiting.remove(e.executionId().value());
                working.remove(e.executionId().value());
            }
        }
    }
}
