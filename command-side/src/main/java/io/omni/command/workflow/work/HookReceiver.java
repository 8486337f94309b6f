package io.omni.command.workflow.work;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.workflow.ReceiveHook;
import io.omni.command.workflow.WorkflowReader;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.HookId;
import io.omni.events.workflow.HookReceived;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes inbound hooks in: finds what waits for them and starts it, durably, before it returns. */
@Component
public class HookReceiver {
    private final WorkflowTriggers triggers;
    private final CommandDispatcher commands;
    private final WorkflowReader workflows;

    HookReceiver(WorkflowTriggers triggers, CommandDispatcher commands, WorkflowReader workflows) {
        this.triggers = triggers;
        this.commands = commands;
        this.workflows = workflows;
    }

    /**
     * A delivery of a hook.
     *
     * @param event the hook's name
     * @param source {@code github}, {@code gitea} or {@code token}
     * @param delivery what the sender calls it; null when it doesn't say
     * @param identity the same for the same delivery; null when each is another
     * @param matches whether what was sent is really this hook's event
     * @param payload what the executions get as their event
     */
    public record Delivery(
            String event,
            String source,
            @Nullable String delivery,
            @Nullable String identity,
            boolean matches,
            Map<String, Object> payload) {}

    /** What was taken in: a delivery that was taken in before is answered with what it started then. */
    public record Received(HookId hookId, List<HookReceived.Started> executions) {}

    /** Takes a delivery in. */
    public Received receive(Delivery delivery, Map<String, String> metaData) {
        String identity = delivery.identity();
        HookId id = identity == null ? HookId.next() : HookId.of(identity);
        List<ReceiveHook.Wanted> wanted = delivery.matches()
                ? triggers.forHook(delivery.event()).stream()
                        .filter(one -> TriggerFilter.matches(one.trigger().filter(), delivery.payload()))
                        .map(one -> new ReceiveHook.Wanted(one.workflowId(), ExecutionId.next()))
                        .toList()
                : List.of();
        commands.send(
                new ReceiveHook(
                        id, delivery.event(), delivery.source(), delivery.delivery(), delivery.payload(), wanted),
                metaData);
        return new Received(id, workflows.startedBy(id));
    }
}
