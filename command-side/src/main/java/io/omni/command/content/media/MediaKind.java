package io.omni.command.content.media;

import java.util.Locale;

/** What media is kept for, which says how long. */
public enum MediaKind {
    /** It was taken in. */
    RAW,
    /** It was made here. */
    DERIVED;

    /** The name in the database: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
