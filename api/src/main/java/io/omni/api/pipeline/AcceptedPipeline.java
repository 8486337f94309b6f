package io.omni.api.pipeline;

import io.omni.events.pipeline.PipelineState;
import java.time.Instant;
import java.util.Map;

/**
 * A pipeline that was accepted.
 *
 * @param pipelineId its id, {@code pipe_…}
 * @param status {@code running}
 * @param stages its stages in their order
 * @param createdAt when it was accepted, UTC
 */
record AcceptedPipeline(String pipelineId, String status, Map<String, StageBrief> stages, Instant createdAt) {
    static AcceptedPipeline of(PipelineState state) {
        return new AcceptedPipeline(
                state.pipelineId().value(), state.status().wireName(), StageBrief.of(state), state.createdAt());
    }
}
