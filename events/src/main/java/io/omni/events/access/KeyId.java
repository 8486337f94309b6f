package io.omni.events.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Ids;

/**
 * Names one API key.
 *
 * @param value {@code key_} and a lower-case ULID
 */
public record KeyId(@JsonValue String value) {
    /** What the id begins with, without the underscore. */
    public static final String PREFIX = "key";

    /** @throws IllegalArgumentException when the text is no key's id */
    @JsonCreator
    public KeyId {
        Ids.require(PREFIX, value);
    }

    /** Whether a text from outside has the form of a key's id. */
    public static boolean isValid(String text) {
        return Ids.isValid(PREFIX, text);
    }

    @Override
    public String toString() {
        return value;
    }
}
