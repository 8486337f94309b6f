package io.omni.events.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a managed service is. */
public enum ServiceStatus {
    /** Answers as it should. */
    HEALTHY,
    /** Answers, but slowly or with a 4xx. */
    DEGRADED,
    /** Answers with a 5xx, or not at all. */
    UNHEALTHY,
    /** Was never asked. */
    UNKNOWN;

    /** The name in JSON: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether something is wrong with the service. */
    public boolean isFailing() {
        return this == DEGRADED || this == UNHEALTHY;
    }

    /**
     * The value with this wire name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static ServiceStatus of(String wireName) {
        for (ServiceStatus value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
