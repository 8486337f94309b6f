package io.omni.query.workflow;

import io.omni.events.workflow.WorkflowState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the workflows.
 *
 * @param workflows newest first
 * @param nextCursor where the next page begins; null at the end
 */
public record WorkflowPage(
        List<WorkflowState> workflows, @Nullable String nextCursor) {}
