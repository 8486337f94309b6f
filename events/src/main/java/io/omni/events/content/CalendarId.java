package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Ids;

/**
 * Names the calendar of a project. Derived from the project.
 *
 * @param value {@code cal_} and a suffix of 1 to 40 of {@code [0-9a-z]}
 */
public record CalendarId(@JsonValue String value) {
    private static final String PREFIX = "cal";
    private static final int DIGITS = 40;

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public CalendarId {
        Ids.require(PREFIX, value);
    }

    /** The calendar of a project. */
    public static CalendarId of(ProjectId project) {
        return new CalendarId(PREFIX + project.value().substring(project.value().indexOf('_')));
    }

    /** Whether a text from outside has the form of such an id. */
    public static boolean isValid(String text) {
        return Ids.isValid(PREFIX, text);
    }

    @Override
    public String toString() {
        return value;
    }
}
