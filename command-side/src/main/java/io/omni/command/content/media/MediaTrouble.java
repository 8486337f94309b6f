package io.omni.command.content.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Work on media failed. The message is one sentence for whoever asked for the work, without a secret and without a path of this machine. */
public final class MediaTrouble extends Exception {
    private static final long serialVersionUID = 1;

    /** What kind of failure. */
    public enum Kind {
        /** What was given can't be used; it would fail again. */
        BAD_INPUT,
        /** It leads where it may not, or the other side refuses; it would fail again. */
        FORBIDDEN,
        /** This machine lacks a program or a font; somebody has to install it. */
        UNEQUIPPED,
        /** The disk is full. */
        NO_ROOM,
        /** The other side, or the store, has a limit that is reached. */
        LIMITED,
        /** It took too long. */
        TIMEOUT,
        /** It may pass. */
        PASSING
    }

    private final Kind kind;

    private final transient @Nullable Duration retryAfter;

    /** A failure. */
    public MediaTrouble(Kind kind, String message) {
        this(kind, message, null, null);
    }

    /** A failure that has a cause. */
    public MediaTrouble(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, cause);
    }

    /**
     * A failure.
     *
     * @param retryAfter how long the other side asked to wait; null when it didn't say
     */
    public MediaTrouble(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** A limit of the other side. */
    public static MediaTrouble limited(String message, @Nullable Duration retryAfter) {
        return new MediaTrouble(Kind.LIMITED, message, retryAfter, null);
    }

    /** What kind of failure. */
    public Kind kind() {
        return kind;
    }

    /** How long the other side asked to wait; null when it didn't say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
