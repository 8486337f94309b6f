package io.omni.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a step stands. */
public enum StepStatus {
    /** Not started. */
    PENDING,
    /** Started, and waiting for its work or at it. */
    RUNNING,
    /** Done. */
    COMPLETED,
    /** Ended without success. */
    FAILED,
    /** Did not run: its condition did not hold, or the execution ended before it. */
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
    public static StepStatus of(String wireName) {
        for (StepStatus value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
