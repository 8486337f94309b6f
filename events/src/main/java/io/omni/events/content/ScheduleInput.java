package io.omni.events.content;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What to place.
 *
 * @param reason why; null when nobody said
 * @param targetDay the day (UTC) from which on to place; null: today
 */
public record ScheduleInput(
        @Nullable String reason, @Nullable LocalDate targetDay) implements JobInput {}
