package io.omni.command.service;

import java.time.Duration;
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
     * @param answer what else is known of its answer; null when there was none
     */
    record Health(
            String service,
            Status status,
            String reason,
            @Nullable Long latencyMs,
            Instant at,
            @Nullable Answer answer) {

        /** What was found without an answer, or with one that nothing more is known of. */
        public Health(String service, Status status, String reason, @Nullable Long latencyMs, Instant at) {
            this(service, status, reason, latencyMs, at, null);
        }
    }

    /**
     * An answer's details.
     *
     * @param latency how long it took
     * @param version which version the service says it is; null when it doesn't
     * @param uptime for how long the service says it has been up; null when it doesn't
     */
    record Answer(
            Duration latency,
            @Nullable String version,
            @Nullable Duration uptime) {}
}
