package io.omni.command.service.health;

import io.omni.command.service.ServiceProbe.Answer;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a service between two probes.
 *
 * @param service the service
 * @param status how it is, as its events have it
 * @param statusSince since when
 * @param rootCause the service that its events name as the cause of its failure; null when there is none
 * @param observed what the last probe found; null before the first one
 * @param streak how many probes in a row found just that
 * @param observedSince when the first of them was
 * @param lastCheckAt when the last of them was
 * @param latencyMicros how long the last answer took; null when there was none
 * @param version which version the service said last that it is
 * @param upSince since when it has been up, as it says or as far as it was seen; null while it doesn't answer
 * @param slot the half hour under way; null before the first probe
 */
record Watch(
        ServiceName service,
        ServiceStatus status,
        Instant statusSince,
        @Nullable ServiceName rootCause,
        @Nullable ServiceStatus observed,
        int streak,
        @Nullable Instant observedSince,
        @Nullable Instant lastCheckAt,
        @Nullable Long latencyMicros,
        @Nullable String version,
        @Nullable Instant upSince,
        @Nullable LatencySlot slot) {

    /** What is known after one more probe. */
    Watch after(Health health) {
        ServiceStatus found = ServiceStatus.valueOf(health.status().name());
        boolean again = found == observed;
        boolean available = found != ServiceStatus.UNHEALTHY;
        Answer answer = health.answer();
        Instant start = LatencySlot.startOf(health.at());
        LatencySlot current = slot == null || !slot.start().equals(start) ? LatencySlot.empty(start) : slot;
        return new Watch(
                service,
                status,
                statusSince,
                rootCause,
                found,
                again ? streak + 1 : 1,
                again ? observedSince : health.at(),
                health.at(),
                answer == null ? null : answer.latency().toNanos() / 1000,
                answer == null || answer.version() == null ? version : answer.version(),
                available ? upSince(health.at(), answer) : null,
                current.with(available, answer == null ? null : answer.latency()));
    }

    /** The same service once its events say so. */
    Watch being(ServiceStatus now, Instant since, @Nullable ServiceName root) {
        return new Watch(
                service,
                now,
                since,
                root,
                observed,
                streak,
                observedSince,
                lastCheckAt,
                latencyMicros,
                version,
                upSince,
                slot);
    }

    /** Whether the last probe contradicts what is believed. */
    boolean isDoubtful() {
        return observed != null && observed != status;
    }

    private Instant upSince(Instant at, @Nullable Answer answer) {
        if (answer != null && answer.uptime() != null) {
            return at.minus(answer.uptime());
        }
        return upSince == null ? at : upSince;
    }
}
