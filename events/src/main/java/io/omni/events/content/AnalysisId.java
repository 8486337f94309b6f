package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Hashes;
import io.omni.events.id.Ids;

/**
 * Names one analysis of a video. Derived from the job that made it.
 *
 * @param value {@code an_} and a suffix of 1 to 40 of {@code [0-9a-z]}
 */
public record AnalysisId(@JsonValue String value) {
    private static final String PREFIX = "an";
    private static final int DIGITS = 40;

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public AnalysisId {
        Ids.require(PREFIX, value);
    }

    /** The analysis that a job makes. */
    public static AnalysisId of(JobId job) {
        return new AnalysisId(PREFIX + "_" + Hashes.sha256(job.value()).substring(0, DIGITS));
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
