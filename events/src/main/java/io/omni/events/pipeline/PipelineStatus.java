package io.omni.events.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a pipeline stands. */
public enum PipelineStatus {
    /** At work. */
    RUNNING,
    /** Asked to cancel; the running stage is still completing or being stopped. */
    CANCELLING,
    /** Holds before the next stage until it is resumed; a stage that was running completes. */
    PAUSED,
    /** Every stage completed. */
    COMPLETED,
    /** Ended at a stage that failed. */
    FAILED,
    /** Ended because someone asked. */
    CANCELLED;

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
    public static PipelineStatus of(String wireName) {
        for (PipelineStatus value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
