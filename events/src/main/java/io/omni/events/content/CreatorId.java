package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Ids;

/**
 * Names a creator of a project.
 *
 * @param value {@code cr_} and a suffix of 1 to 40 of {@code [0-9a-z]}
 */
public record CreatorId(@JsonValue String value) {
    private static final String PREFIX = "cr";

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public CreatorId {
        Ids.require(PREFIX, value);
    }

    /** A new id, later than every id this process made before. */
    public static CreatorId next() {
        return new CreatorId(Ids.next(PREFIX));
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
