package io.omni.command.http;

import org.jspecify.annotations.Nullable;

/** An HTTP exchange brought no whole answer. The message is one sentence without a host, a path or a secret. */
public final class HttpTrouble extends Exception {

    /** What went wrong. */
    public enum Kind {
        /** Nobody answers at the address, or its name isn't known. */
        REFUSED,
        /** The deadline passed before the answer was whole. */
        TIMEOUT,
        /** The answer is larger than the caller takes. */
        TOO_LARGE,
        /** The answer broke off, or is no HTTP. */
        BROKEN
    }

    private final Kind kind;

    HttpTrouble(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
