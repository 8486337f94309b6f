package io.omni.api.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * A page of pipelines.
 *
 * @param pipelines newest first, each a {@link PipelineResponse} that is written already, without logs, artifacts and checks
 * @param nextCursor what to send as {@code cursor} for the next page; null at the end
 */
record PipelineList(List<RawValue> pipelines, @Nullable String nextCursor) {}
