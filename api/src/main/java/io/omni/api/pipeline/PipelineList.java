package io.omni.api.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of pipelines.
 *
 * @param pipelines newest first
 * @param nextCursor what to send as {@code cursor} for the next page; null at the end
 */
record PipelineList(
        List<PipelineResponse> pipelines, @Nullable String nextCursor) {}
