package io.omni.events.content;

/** Something that happened in the calendar of a project. */
public sealed interface CalendarEvent
        permits UploadAwaitsPlace,
                UploadPlaced,
                UploadHandedOver,
                UploadReleased,
                ScheduleStarted,
                ScheduleRun,
                ScheduleAbandoned {

    /** The calendar. */
    CalendarId calendarId();
}
