package io.omni.events.content.mind;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What {@link Eclipse} makes of a failure. */
public enum EclipseAction {
    /** The same again, later. */
    RETRY,
    /** The same again when the limit that stood in the way is over; counts as no try. */
    DEFER,
    /** The same by another way, at once. */
    REROUTE,
    /** The job ends, and what it worked on is set aside for a person. */
    QUARANTINE,
    /** The job ends. */
    FAIL;

    /** The name in JSON: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
