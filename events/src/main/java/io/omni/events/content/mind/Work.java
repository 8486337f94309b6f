package io.omni.events.content.mind;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The work that a decision of {@link Zenith} starts. */
public enum Work {
    /** Fetching a creator's videos. */
    SCRAPE,
    /** Finding clips in a video. */
    ANALYZE,
    /** Making a clip. */
    EDIT,
    /** Bringing it to a platform. */
    UPLOAD,
    /** Giving it its time. */
    SCHEDULE;

    /** The name in JSON: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
