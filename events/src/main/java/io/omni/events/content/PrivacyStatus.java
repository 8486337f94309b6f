package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may see an upload. */
public enum PrivacyStatus {
    /** Everybody. */
    PUBLIC,
    /** Who has the address. */
    UNLISTED,
    /** The channel's owner. */
    PRIVATE;

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
    public static PrivacyStatus of(String wireName) {
        for (PrivacyStatus value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
