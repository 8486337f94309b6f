package io.omni.command.secret;

/** A secret was encrypted with another master key than this node has. The message says what to set. */
public final class WrongMasterKey extends IllegalStateException {

    WrongMasterKey(String message) {
        super(message);
    }
}
