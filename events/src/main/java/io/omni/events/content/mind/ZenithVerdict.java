package io.omni.events.content.mind;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What {@link Zenith} decides. */
public enum ZenithVerdict {
    /** The work starts. */
    PROCEED,
    /** It doesn't, and won't. */
    REJECT,
    /** It doesn't, until a person has looked at it. */
    QUARANTINE;

    /** The name in JSON: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
