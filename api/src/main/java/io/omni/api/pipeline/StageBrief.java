package io.omni.api.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.StageState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage stands, in short.
 *
 * @param status {@code pending}, {@code running}, {@code completed}, {@code failed} or {@code skipped}
 * @param startedAt when it began, UTC; left out before
 * @param durationMs how long it took, in milliseconds; left out until it has ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StageBrief(
        String status,
        @Nullable Instant startedAt,
        @Nullable Long durationMs) {
    static Map<String, StageBrief> of(PipelineState state) {
        Map<String, StageBrief> stages = new LinkedHashMap<>();
        state.stages().forEach((stage, s) -> stages.put(stage.wireName(), of(s)));
        return stages;
    }

    private static StageBrief of(StageState s) {
        return new StageBrief(s.status().wireName(), s.startedAt(), s.durationMs());
    }
}
