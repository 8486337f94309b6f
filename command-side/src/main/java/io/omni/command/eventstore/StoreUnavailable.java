package io.omni.command.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * The event store could not be reached in time. Whether the events of the failed append are stored is not known: ask for the state
 * before sending the command again.
 */
public final class StoreUnavailable extends RuntimeException {

    /**
     * Says what could not be done.
     *
     * @param message one sentence
     * @param cause what the database or its driver said; null when nothing did
     */
    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
