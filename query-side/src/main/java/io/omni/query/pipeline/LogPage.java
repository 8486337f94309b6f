package io.omni.query.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a pipeline's log lines.
 *
 * @param lines in the order they were logged
 * @param nextCursor where the next page begins; null at the end
 */
public record LogPage(List<LogLine> lines, @Nullable String nextCursor) {}
