package io.omni.command.workflow;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.workflow.HookEvent;
import io.omni.events.workflow.HookId;
import io.omni.events.workflow.HookReceived;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A delivery of a hook. Its id is derived from the delivery, so the store's unique key lets it in once, on any number of nodes. */
@AggregateRoot(type = "hook")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Hook {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable List<HookReceived.Started> executions;

    /** For the repository, which then replays the events. */
    Hook() {}

    Hook(HookId id) {
        this.id = id.value();
    }

    boolean isKnown() {
        return executions != null;
    }

    List<HookReceived.Started> executions() {
        return executions == null ? List.of() : executions;
    }

    void receive(ReceiveHook command, List<HookReceived.Started> started) {
        AggregateLifecycle.apply(
                new HookReceived(command.hookId(), command.event(), command.source(), command.delivery(), started));
    }

    @EventSourcingHandler
    void evolve(HookEvent event) {
        id = event.hookId().value();
        executions = switch (event) {
            case HookReceived received -> received.executions();
        };
    }
}
