package io.omni.command.workflow;

import io.omni.command.Command;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.HookId;
import io.omni.events.workflow.WorkflowId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a delivery of a hook in and starts what listens to it, all or nothing. A delivery that was taken in before changes nothing.
 *
 * @param hookId the delivery
 * @param event the hook's name
 * @param source who vouches for it
 * @param delivery what the sender calls it; null when it doesn't say
 * @param payload what the executions get as their event
 * @param wanted the executions to start
 */
public record ReceiveHook(
        HookId hookId,
        String event,
        String source,
        @Nullable String delivery,
        Map<String, Object> payload,
        List<Wanted> wanted)
        implements Command {

    @Override
    public String aggregateId() {
        return hookId.value();
    }

    /**
     * An execution to start.
     *
     * @param workflowId the workflow
     * @param executionId the execution's id
     */
    public record Wanted(WorkflowId workflowId, ExecutionId executionId) {}
}
