package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an edit does besides cutting the clip out. */
public enum EditOperation {
    /** Cuts silences. */
    AUTOCUT,
    /** Reframes to 9:16. */
    REFRAME,
    /** Burns captions in. */
    CAPTIONS,
    /** Brings loudness to -14 LUFS. */
    AUDIO;

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
    public static EditOperation of(String wireName) {
        for (EditOperation value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
