package io.omni.command.content;

import io.omni.events.content.JobId;
import io.omni.events.content.ProjectId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Places all uploads of a project that wait for a place, and moves those whose time is not fixed. Refused with {@code SCHEDULER_BUSY} while another run is under way.
 *
 * @param projectId the project
 * @param jobId the id that the run gets
 * @param reason why; null when nobody said
 * @param targetDay the day (UTC) from which on; null: today
 * @param author who asks
 */
public record RunSchedule(
        ProjectId projectId,
        JobId jobId,
        @Nullable String reason,
        @Nullable LocalDate targetDay,
        String author) implements CalendarCommand {}
