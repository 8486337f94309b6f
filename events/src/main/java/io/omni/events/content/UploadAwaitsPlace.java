package io.omni.events.content;

/**
 * An upload waits for the next run of the scheduler.
 *
 * @param calendarId the calendar
 * @param projectId the project
 * @param wish the upload
 */
public record UploadAwaitsPlace(CalendarId calendarId, ProjectId projectId, PlacementWish wish)
        implements CalendarEvent {}
