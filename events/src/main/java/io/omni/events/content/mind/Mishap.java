package io.omni.events.content.mind;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of failure that {@link Eclipse} tells apart. */
public enum Mishap {
    /** A trouble that may pass: a broken connection, a 5xx, a process that was killed, a node that died, too little disk. */
    PASSING,
    /** The other side says "not now": 429, a spent quota. */
    LIMITED,
    /** It comes again however often it is tried: media without streams, an address that isn't allowed, a program that isn't there. */
    PERMANENT;

    /** The name in JSON: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
