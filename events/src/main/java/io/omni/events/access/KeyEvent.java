package io.omni.events.access;

/** Something that happened to an API key. */
public sealed interface KeyEvent permits KeyCreated, KeyRevoked {

    /** The key. */
    KeyId keyId();
}
