package io.omni.query.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stage has said.
 *
 * @param logs the last lines of its newest attempt that logged anything, oldest first
 * @param progress the running attempt's newest line that says how far it is; null when there is none
 */
public record StageOutput(List<LogLine> logs, @Nullable LogLine progress) {
    /** A stage that has said nothing. */
    public static final StageOutput NONE = new StageOutput(List.of(), null);
}
