package io.omni.query.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a log are asked for; null for what doesn't matter.
 *
 * @param source where it happened
 * @param level how bad it is
 * @param from not before
 * @param to before
 * @param workerType which worker
 */
public record LogFilter(
        @Nullable String source,
        @Nullable String level,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String workerType) {}
