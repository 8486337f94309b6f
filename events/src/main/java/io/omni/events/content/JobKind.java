package io.omni.events.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a job does. */
public enum JobKind {
    /** Fetches a creator's new videos. */
    SCRAPE,
    /** Looks into a video and finds candidates for clips. */
    ANALYZE,
    /** Renders a clip. */
    EDIT,
    /** Hands a rendered clip to its target. */
    UPLOAD,
    /** Places uploads in the project's calendar. */
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
    public static JobKind of(String wireName) {
        for (JobKind value : values()) {
            if (value.wireName().equals(wireName)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value '" + wireName + "'");
    }
}
