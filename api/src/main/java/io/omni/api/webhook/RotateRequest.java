package io.omni.api.webhook;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a new secret.
 *
 * @param secret the new secret; made and shown once when left out
 * @param overlapSeconds how long the old one still signs beside it, 0 to 604,800; 86,400 when left out
 */
record RotateRequest(@Nullable String secret, @Nullable Integer overlapSeconds) {
    @Override
    public String toString() {
        return "RotateRequest[secret left out]";
    }
}
