package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Ids;

/**
 * Names a content project.
 *
 * @param value {@code proj_} and a suffix of 1 to 40 of {@code [0-9a-z]}
 */
public record ProjectId(@JsonValue String value) {
    private static final String PREFIX = "proj";

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public ProjectId {
        Ids.require(PREFIX, value);
    }

    /** A new id, later than every id this process made before. */
    public static ProjectId next() {
        return new ProjectId(Ids.next(PREFIX));
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
