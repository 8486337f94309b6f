package io.omni.events.content;

import io.omni.events.pipeline.PolicyRef;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler placed all uploads that wait, and moved those whose time is not fixed.
 *
 * @param calendarId the calendar
 * @param projectId the project
 * @param jobId the run
 * @param policy the policy and its version
 * @param reason why; null when nobody said
 * @param targetDay the day (UTC) from which on; null: today
 * @param considered uploads it looked at
 * @param changed the places that are new or changed
 */
public record ScheduleRun(
        CalendarId calendarId,
        ProjectId projectId,
        JobId jobId,
        PolicyRef policy,
        @Nullable String reason,
        @Nullable LocalDate targetDay,
        int considered,
        List<Placement> changed)
        implements CalendarEvent {

    /** Keeps its own copy of the list. */
    public ScheduleRun {
        changed = List.copyOf(changed);
    }
}
