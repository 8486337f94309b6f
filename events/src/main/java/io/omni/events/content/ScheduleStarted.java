package io.omni.events.content;

/**
 * The scheduler began to place; another run has to wait.
 *
 * @param calendarId the calendar
 * @param projectId the project
 * @param jobId the run
 */
public record ScheduleStarted(CalendarId calendarId, ProjectId projectId, JobId jobId) implements CalendarEvent {}
