package io.omni.events.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Ids;

/**
 * Names one pipeline.
 *
 * @param value {@code pipe_} and a lower-case ULID
 */
public record PipelineId(@JsonValue String value) {
    /** What the id begins with, without the underscore. */
    public static final String PREFIX = "pipe";

    /** @throws IllegalArgumentException when the text is no pipeline id */
    @JsonCreator
    public PipelineId {
        Ids.require(PREFIX, value);
    }

    /** A new id, later than every id this process made before. */
    public static PipelineId next() {
        return new PipelineId(Ids.next(PREFIX));
    }

    /** Whether a text from outside has the form of a pipeline id. */
    public static boolean isValid(String text) {
        return Ids.isValid(PREFIX, text);
    }

    @Override
    public String toString() {
        return value;
    }
}
