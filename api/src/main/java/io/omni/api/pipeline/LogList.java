package io.omni.api.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.query.pipeline.LogLine;
import io.omni.query.pipeline.LogPage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a pipeline's log.
 *
 * @param logs in the order they were logged
 * @param nextCursor what to send as {@code cursor} for the next page; null at the end
 * @param total how many there are in all; left out unless asked for
 */
record LogList(
        List<Line> logs,
        @Nullable String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {

    /**
     * One line.
     *
     * @param timestamp when, UTC
     * @param level {@code info}, {@code warn} or {@code error}
     * @param message what it says
     * @param stage the stage that said it
     * @param iteration its iteration, from 1
     * @param attempt its attempt, from 1
     * @param percent how far the stage was, 0 to 100; null when the line doesn't say
     */
    record Line(
            Instant timestamp,
            String level,
            String message,
            String stage,
            int iteration,
            int attempt,
            @Nullable Integer percent) {
        private static Line of(LogLine l) {
            return new Line(l.timestamp(), l.level(), l.message(), l.stage(), l.iteration(), l.attempt(), l.percent());
        }
    }

    static LogList of(LogPage page, @Nullable Long total) {
        return new LogList(page.lines().stream().map(Line::of).toList(), page.nextCursor(), total);
    }
}
