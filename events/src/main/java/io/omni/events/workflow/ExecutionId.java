package io.omni.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Ids;

/**
 * Names one execution of a workflow.
 *
 * @param value {@code exec_} and a lower-case ULID
 */
public record ExecutionId(@JsonValue String value) {
    /** What such ids begin with, without the underscore. */
    public static final String PREFIX = "exec";

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public ExecutionId {
        Ids.require(PREFIX, value);
    }

    /** A new id, later than every id this process made before. */
    public static ExecutionId next() {
        return new ExecutionId(Ids.next(PREFIX));
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
