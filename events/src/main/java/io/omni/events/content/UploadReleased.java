package io.omni.events.content;

/**
 * An upload gave its place back.
 *
 * @param calendarId the calendar
 * @param projectId the project
 * @param jobId the upload
 * @param reason why
 */
public record UploadReleased(CalendarId calendarId, ProjectId projectId, JobId jobId, String reason)
        implements CalendarEvent {}
