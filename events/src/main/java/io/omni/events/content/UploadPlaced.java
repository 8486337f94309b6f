package io.omni.events.content;

/**
 * An upload got a place.
 *
 * @param calendarId the calendar
 * @param projectId the project
 * @param wish the upload
 * @param placement its place
 * @param author {@code scheduler}, or who asked
 */
public record UploadPlaced(
        CalendarId calendarId, ProjectId projectId, PlacementWish wish, Placement placement, String author)
        implements CalendarEvent {}
