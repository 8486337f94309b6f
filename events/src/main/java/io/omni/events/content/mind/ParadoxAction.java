package io.omni.events.content.mind;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What {@link Paradox} makes of conflicts, from the mildest to the hardest. */
public enum ParadoxAction {
    /** Nothing stands in the way. */
    IGNORE,
    /** A person should look at it. */
    QUARANTINE,
    /** It must not go on. */
    BLOCK;

    /** The name in JSON: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
