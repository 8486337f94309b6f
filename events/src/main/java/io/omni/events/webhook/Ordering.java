package io.omni.events.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** In which order a webhook gets its deliveries. */
public enum Ordering {
    /** Each as soon as it can be sent. */
    UNORDERED,
    /** Those of one subject one after the other, in the order of their sequence. */
    FIFO;

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
    public static Ordering of(String wireName) {
        for (Ordering value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
