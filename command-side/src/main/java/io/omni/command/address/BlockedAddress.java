package io.omni.command.address;

import java.net.UnknownHostException;

/**
 * An address must not be connected to. It is a kind of unknown host so that every HTTP client takes it for a name that leads nowhere;
 * the message is for the one who gave the URL and doesn't say what the name resolves to.
 */
public final class BlockedAddress extends UnknownHostException {
    private static final long serialVersionUID = 1;

    BlockedAddress(String message) {
        super(message);
    }
}
