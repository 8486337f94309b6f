package io.omni.query.pipeline;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line that a stage has logged.
 *
 * @param timestamp when
 * @param stage the stage
 * @param iteration its iteration, from 1
 * @param attempt its attempt, from 1
 * @param level {@code info}, {@code warn} or {@code error}
 * @param message what it says, at most 4,000 characters
 * @param percent how far the stage was, 0 to 100; null when the line doesn't say
 */
public record LogLine(
        Instant timestamp,
        String stage,
        int iteration,
        int attempt,
        String level,
        String message,
        @Nullable Integer percent) {

    static LogLine of(StageLogRow row) {
        StageLogRow.Key key = row.key();
        Short percent = row.percent();
        return new LogLine(
                row.loggedAt(),
                key.stage(),
                key.iteration(),
                key.attempt(),
                row.level().toLowerCase(Locale.ROOT),
                row.message(),
                percent == null ? null : percent.intValue());
    }
}
