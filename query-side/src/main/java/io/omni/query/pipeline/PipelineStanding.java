package io.omni.query.pipeline;

import io.omni.events.pipeline.PipelinePaused;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.StageRetryScheduled;
import io.omni.events.pipeline.StageStarted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a pipeline stands at this moment, and since when.
 *
 * @param state its state
 * @param since when something last happened to it
 * @param attemptSince when the newest attempt at a stage began or was put off; null before the first
 * @param pausedSince when it was last paused; null when it never was
 */
public record PipelineStanding(
        PipelineState state,
        Instant since,
        @Nullable Instant attemptSince,
        @Nullable Instant pausedSince) {

    static @Nullable PipelineStanding of(List<RecordedEvent> history) {
        PipelineState state = PipelineHistory.fold(history);
        if (state == null) {
            return null;
        }
        Instant attempt = null;
        Instant paused = null;
        for (RecordedEvent recorded : history) {
            if (recorded.event() instanceof StageStarted || recorded.event() instanceof StageRetryScheduled) {
                attempt = recorded.occurredAt();
            } else if (recorded.event() instanceof PipelinePaused) {
                paused = recorded.occurredAt();
            }
        }
        return new PipelineStanding(state, history.getLast().occurredAt(), attempt, paused);
    }
}
