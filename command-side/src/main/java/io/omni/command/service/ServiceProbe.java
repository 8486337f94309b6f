package io.omni.command.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks a service how it is, over the network, now. */
public interface ServiceProbe {

    /** Asks one service; never throws for what the service does. */
    Health probe(String service) throws InterruptedException;

    /** How a service is. */
    enum Status {
        /** Answers as it should. */
        HEALTHY,
        /** Answers, but slowly or with a 4xx. */
        DEGRADED,
        /** Answers with a 5xx, or not at all. */
        UNHEALTHY
    }

    /**
     * What a probe found.
     *
     * @param service the catalogue name
     * @param status how it is
     * @param reason one sentence
     * @param latencyMs how long the answer took; null when there was none
     * @param at when it was asked
     */
    record Health(
            String service,
            Status status,
            String reason,
            @Nullable Long latencyMs,
            Instant at) {}
}
