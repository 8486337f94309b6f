package io.omni.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What starts a workflow by itself. */
public enum TriggerType {
    /** Nothing; it is started by a call. */
    MANUAL,
    /** An inbound hook. */
    WEBHOOK,
    /** An event of the platform. */
    EVENT,
    /** A clock. */
    SCHEDULE;

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
    public static TriggerType of(String wireName) {
        for (TriggerType value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
