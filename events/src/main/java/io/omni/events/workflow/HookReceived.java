package io.omni.events.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hook was delivered from outside.
 *
 * @param hookId the delivery
 * @param event the hook's name, for example {@code push}
 * @param source {@code github}, {@code gitea} or {@code token}
 * @param delivery what the sender calls the delivery; null when it doesn't say
 * @param executions what it started
 */
public record HookReceived(
        HookId hookId,
        String event,
        String source,
        @Nullable String delivery,
        List<Started> executions) implements HookEvent {

    /** Keeps its own copy of the list. */
    public HookReceived {
        executions = List.copyOf(executions);
    }

    /**
     * An execution that a hook started.
     *
     * @param executionId the execution
     * @param workflowId its workflow
     * @param version the version of the definition
     */
    public record Started(ExecutionId executionId, WorkflowId workflowId, int version) {}
}
