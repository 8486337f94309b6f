package io.omni.events.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a stage stands. */
public enum StageStatus {
    /** Not started. */
    PENDING,
    /** Started, and waiting for its work or at it. */
    RUNNING,
    /** Done. */
    COMPLETED,
    /** Ended without success. */
    FAILED,
    /** Will not run, because the pipeline ended before it. */
    SKIPPED;

    /** The name in JSON: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The value with this wire name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static StageStatus of(String wireName) {
        for (StageStatus value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
