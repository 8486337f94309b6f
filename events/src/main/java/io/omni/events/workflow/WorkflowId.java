package io.omni.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Ids;

/**
 * Names one workflow.
 *
 * @param value {@code wf_} and a lower-case ULID
 */
public record WorkflowId(@JsonValue String value) {
    /** What such ids begin with, without the underscore. */
    public static final String PREFIX = "wf";

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public WorkflowId {
        Ids.require(PREFIX, value);
    }

    /** A new id, later than every id this process made before. */
    public static WorkflowId next() {
        return new WorkflowId(Ids.next(PREFIX));
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
