package io.omni.command.workflow;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.workflow.ExecutionEvent;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionStarted;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.WorkflowState;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** An execution as an aggregate: its state is the fold of its events, its decisions are {@link ExecutionDecider}'s. */
@AggregateRoot(type = "execution")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Execution {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable ExecutionState state;

    /** For the repository, which then replays the events. */
    Execution() {}

    Execution(ExecutionId id) {
        this.id = id.value();
    }

    boolean isStarted() {
        return state != null;
    }

    /** Begins, in the version of the definition that the workflow has now. */
    void start(StartExecution command, WorkflowState workflow, boolean queued, Instant now) {
        AggregateLifecycle.apply(new ExecutionStarted(
                command.executionId(),
                command.workflowId(),
                workflow.definitionVersion(),
                workflow.definition(),
                command.input(),
                command.event(),
                command.startedBy(),
                queued));
        ExecutionDecider.begin(state(), now).forEach(AggregateLifecycle::apply);
    }

    /** Decides on a command and applies what it changes; whether anything changed. */
    boolean decide(ExecutionCommand command, Instant now) {
        List<ExecutionEvent> events = ExecutionDecider.decide(state(), command, now);
        events.forEach(AggregateLifecycle::apply);
        return !events.isEmpty();
    }

    /** Goes on after a failure. */
    void retry(boolean queued, Instant now) {
        ExecutionDecider.retry(state(), queued, now).forEach(AggregateLifecycle::apply);
    }

    ExecutionState state() {
        if (state == null) {
            throw new IllegalStateException("an execution's history begins with workflow.started");
        }
        return state;
    }

    @EventSourcingHandler
    void evolve(ExecutionEvent event, @Timestamp Instant at) {
        id = event.executionId().value();
        state = ExecutionState.evolve(state, event, at);
    }
}
