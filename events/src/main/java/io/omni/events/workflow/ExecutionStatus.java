package io.omni.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an execution stands. */
public enum ExecutionStatus {
    /** Accepted, and waiting for one of its workflow's places. */
    QUEUED,
    /** At work. */
    RUNNING,
    /** Told to end; its running steps complete. */
    CANCELLING,
    /** All its steps ended well, or were allowed to fail. */
    COMPLETED,
    /** A step failed. */
    FAILED,
    /** Ended on request. */
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
    public static ExecutionStatus of(String wireName) {
        for (ExecutionStatus value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
