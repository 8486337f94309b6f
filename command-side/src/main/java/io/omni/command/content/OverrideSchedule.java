package io.omni.command.content;

import io.omni.events.content.JobId;
import io.omni.events.content.ProjectId;
import java.time.Instant;

/**
 * Gives an upload the time that an operator chose. Refused with {@code SCHEDULE_CONFLICT} when that is taken or the upload was handed over, {@code INVALID_SCHEDULE} when it has passed, {@code JOB_NOT_FOUND} when the calendar has no such upload.
 *
 * @param projectId the project
 * @param uploadJobId the upload
 * @param finalTime the time
 * @param author who asks
 */
public record OverrideSchedule(ProjectId projectId, JobId uploadJobId, Instant finalTime, String author)
        implements CalendarCommand {}
