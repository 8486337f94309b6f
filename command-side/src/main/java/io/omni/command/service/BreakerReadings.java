package io.omni.command.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the breakers of this node stand. Each node has its own: what one leaves alone another may still call. */
public interface BreakerReadings {

    /** The breaker of a service; of one that was never called it is closed. */
    Reading breaker(String service);

    /**
     * How a breaker stands.
     *
     * @param state {@code closed}: calls go through; {@code open}: they are held back; {@code half_open}: a few are let through, to see
     * @param since since when; null when it has been closed from the beginning
     * @param nextTryAt when the next call is let through; null unless it is open
     */
    record Reading(
            String state, @Nullable Instant since, @Nullable Instant nextTryAt) {}
}
