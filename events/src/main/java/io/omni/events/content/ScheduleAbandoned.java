package io.omni.events.content;

/**
 * A run of the scheduler ended without placing.
 *
 * @param calendarId the calendar
 * @param projectId the project
 * @param jobId the run
 */
public record ScheduleAbandoned(CalendarId calendarId, ProjectId projectId, JobId jobId) implements CalendarEvent {}
