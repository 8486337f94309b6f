package io.omni.query.pipeline;

import io.omni.events.pipeline.PipelineState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the pipelines.
 *
 * @param pipelines newest first, without artifacts, checks and the iterations' feedback
 * @param nextCursor where the next page begins; null at the end
 */
public record PipelinePage(
        List<PipelineState> pipelines, @Nullable String nextCursor) {}
