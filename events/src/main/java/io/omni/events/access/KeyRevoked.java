package io.omni.events.access;

/**
 * An API key was taken back: it opens nothing any more.
 *
 * @param keyId the key
 */
public record KeyRevoked(KeyId keyId) implements KeyEvent {}
