package io.omni.query.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Some of the executions of a workflow.
 *
 * @param executions newest first, as JSON, without what their steps took and found
 * @param nextCursor where the next page begins; null at the end
 */
public record ExecutionPage(
        List<JsonNode> executions, @Nullable String nextCursor) {}
