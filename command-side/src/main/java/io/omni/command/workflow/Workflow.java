package io.omni.command.workflow;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.command.Refusal;
import io.omni.events.workflow.ScheduleMissed;
import io.omni.events.workflow.WorkflowCreated;
import io.omni.events.workflow.WorkflowDeleted;
import io.omni.events.workflow.WorkflowEvent;
import io.omni.events.workflow.WorkflowState;
import io.omni.events.workflow.WorkflowUpdated;
import java.time.Instant;
import java.util.Set;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A workflow as an aggregate: its definition in its versions. */
@AggregateRoot(type = "workflow")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Workflow {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable WorkflowState state;

    /** For the repository, which then replays the events. */
    Workflow() {}

    static Workflow create(CreateWorkflow command) {
        Workflow workflow = new Workflow();
        AggregateLifecycle.apply(new WorkflowCreated(command.workflowId(), command.definition()));
        return workflow;
    }

    /** Decides on a command and applies what it changes; whether anything changed. */
    boolean decide(WorkflowCommand command) {
        WorkflowState now = present();
        switch (command) {
            case CreateWorkflow _ -> throw new IllegalStateException("a workflow is created once");
            case UpdateWorkflow c -> {
                expect(c.expectedVersions(), now);
                if (c.definition().equals(now.definition())) {
                    return false;
                }
                AggregateLifecycle.apply(
                        new WorkflowUpdated(c.workflowId(), now.definitionVersion() + 1, c.definition()));
            }
            case DeleteWorkflow c -> {
                expect(c.expectedVersions(), now);
                AggregateLifecycle.apply(new WorkflowDeleted(c.workflowId()));
            }
            case ReportMissedFirings c ->
                AggregateLifecycle.apply(new ScheduleMissed(c.workflowId(), c.first(), c.last(), c.count()));
        }
        return true;
    }

    /**
     * The state of a workflow that is there.
     *
     * @throws Refusal when it is deleted
     */
    WorkflowState present() {
        if (state == null) {
            throw new IllegalStateException("a workflow's history begins with workflow.created");
        }
        if (state.deleted()) {
            throw NotThere.workflow(state.workflowId());
        }
        return state;
    }

    @EventSourcingHandler
    void evolve(WorkflowEvent event, @Timestamp Instant at) {
        id = event.workflowId().value();
        state = WorkflowState.evolve(state, event, at);
    }

    private static void expect(@Nullable Set<Long> versions, WorkflowState now) {
        if (versions != null && !versions.contains((long) now.definitionVersion())) {
            throw new Refusal(
                    "PRECONDITION_FAILED",
                    "the workflow has changed meanwhile; read it and send your change again",
                    new Refusal.Detail("version", String.valueOf(now.definitionVersion())));
        }
    }
}
