package io.omni.events.content;

/**
 * An upload was handed to its target: its place is fixed.
 *
 * @param calendarId the calendar
 * @param projectId the project
 * @param jobId the upload
 */
public record UploadHandedOver(CalendarId calendarId, ProjectId projectId, JobId jobId) implements CalendarEvent {}
