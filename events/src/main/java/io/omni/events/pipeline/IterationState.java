package io.omni.events.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One turn of generate, validate and test.
 *
 * @param number from 1
 * @param startedAt when it began
 * @param failedStage the stage of the turn before whose failure led to this one; null for the first
 * @param feedback what the generator is told about that failure; null for the first
 */
public record IterationState(
        int number,
        Instant startedAt,
        @Nullable Stage failedStage,
        @Nullable String feedback) {}
