package io.omni.events.knowledge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Ids;

/**
 * Names one refresh of the knowledge layer.
 *
 * @param value {@code refresh_} and a lower-case ULID
 */
public record RefreshId(@JsonValue String value) {
    /** What such ids begin with, without the underscore. */
    public static final String PREFIX = "refresh";

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public RefreshId {
        Ids.require(PREFIX, value);
    }

    /** A new id. */
    public static RefreshId next() {
        return new RefreshId(Ids.next(PREFIX));
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
