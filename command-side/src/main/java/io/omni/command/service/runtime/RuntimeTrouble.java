package io.omni.command.service.runtime;

import org.jspecify.annotations.Nullable;

/** The container engine did not do what it was asked. The message is one sentence that may be shown; it holds no environment. */
public final class RuntimeTrouble extends Exception {
    private final Kind kind;

    /**
     * Says what went wrong.
     *
     * @param message one sentence that may be shown
     * @param cause what lies behind it; null when nothing does
     */
    public RuntimeTrouble(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of trouble. */
    public Kind kind() {
        return kind;
    }

    /** The kinds of trouble. */
    public enum Kind {
        /** The engine can't be reached, or did not answer in time; it may have done it nevertheless. */
        UNREACHABLE,
        /** It has no such container. */
        NO_SUCH_CONTAINER,
        /** It was asked for something that it can't do, now or ever. */
        REFUSED
    }
}
