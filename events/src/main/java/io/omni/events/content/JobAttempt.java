package io.omni.events.content;

import io.omni.events.pipeline.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a job.
 *
 * @param number from 1
 * @param node the node that took it up
 * @param startedAt when
 * @param endedAt when it ended; null while it goes on
 * @param problem why it failed; null while it goes on and when it did not
 */
public record JobAttempt(
        int number,
        String node,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Problem problem) {}
